package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REVIEWER;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Position.Approved;

/** Two sections of one report, each on every way it can go in three rounds. */
@Tag("exhaustive")
class ReportEveryPathTest {
    private static final List<Person> CAST =
            List.of(DRAFTER, HEAD, DIRECTOR, BUDGET, PERFORMANCE, REVIEWER);
    private static final List<String> RETURNS = List.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU");

    private static Walk walk;

    @BeforeAll
    static void walkEveryPath() {
        List<Walk.Move> moves = new ArrayList<>(Moves.ofReview("1.1", RETURNS));
        moves.addAll(Moves.ofReview("1.2", RETURNS));
        walk = Walk.from(Scene.opened().report(), CAST, moves, 3);
        System.out.println("two sections, three rounds: " + walk.count());
    }

    @Test
    void coversThousandsOfStates() {
        assertThat(walk.places().size()).isGreaterThan(1_000);
        assertThat(walk.steps().size()).isGreaterThan(4_000);
    }

    @Test
    void isForwardedOnlyWhenEverySectionIsApprovedThere() {
        List<Walk.Step> forwards =
                walk.steps().stream().filter(step -> step.move().equals("forward")).toList();
        assertThat(forwards).isNotEmpty();
        for (Walk.Step step : forwards) {
            Position here = new Approved(step.from().report().stage());
            assertThat(all(step.from().report(), s -> s.position().equals(here)))
                    .as("%s", step)
                    .isTrue();
        }
    }

    @Test
    void isForwardedWheneverEverySectionIsApprovedThere() {
        Set<Object> forwarded = new HashSet<>();
        Set<Object> ready = new HashSet<>();
        walk.steps().stream()
                .filter(step -> step.move().equals("forward"))
                .forEach(step -> forwarded.add(Walk.key(step.from().report())));
        walk.places().stream()
                .map(Walk.Place::report)
                .filter(report -> all(report, s -> s.position() instanceof Approved))
                .forEach(report -> ready.add(Walk.key(report)));
        assertThat(forwarded).isEqualTo(ready);
    }

    @Test
    void leavesTheOtherSectionAloneExceptWhenItIsForwarded() {
        for (Walk.Step step : walk.steps()) {
            if (step.command() instanceof SectionCommand c) {
                String other = c.section().equals("1.1") ? "1.2" : "1.1";
                assertThat(step.to().section(other))
                        .as("%s", step)
                        .isEqualTo(step.from().section(other));
            }
        }
    }

    @Test
    void neverMovesBack() {
        assertThat(walk.steps())
                .allMatch(s -> Table.stage(s.from().report()) <= Table.stage(s.to().report()));
        assertThat(walk.places())
                .extracting(place -> Table.stage(place.report()))
                .contains(0, 1, 2, 3);
    }

    @Test
    void alwaysHasAWayToTheEnd() {
        assertThat(walk.leadingTo(ReportState::isFinal)).hasSameSizeAs(walk.places());
    }

    private static boolean all(ReportState report, Predicate<SectionState> each) {
        return report.sections().values().stream().allMatch(each);
    }
}
