package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Scene.AUDITOR;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REVIEWER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A route is a value: with one more line the audit office reads along, and no rule changes. */
@Tag("exhaustive")
class FourthDeskTest {
    private static final String SECTION = "1.1";
    private static final List<String> RETURNS =
            List.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS");
    private static final List<String> PATH =
            List.of(
                    "DEPARTMENT/SECTION_HEAD",
                    "DEPARTMENT/DIRECTOR",
                    "FINANCE_BUREAU/BUDGET_OFFICER",
                    "FINANCE_BUREAU/PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS/CONGRESS_REVIEWER",
                    "AUDIT_OFFICE/AUDITOR");

    private static Walk walk;

    @BeforeAll
    static void walkEveryPath() {
        List<Person> cast =
                List.of(DRAFTER, HEAD, DIRECTOR, DEPUTY, BUDGET, PERFORMANCE, REVIEWER, AUDITOR);
        walk = Walk.from(opened(fourDesks()), cast, Moves.ofReview(SECTION, RETURNS), 3);
        System.out.println("four desks, three rounds: " + walk.count());
    }

    private static Route fourDesks() {
        List<Desk> desks = new ArrayList<>(Route.SELF_EVALUATION.desks());
        desks.add(new Desk("AUDIT_OFFICE", "审计局", List.of(Role.AUDITOR), RETURNS));
        return new Route(desks);
    }

    private static ReportState opened(Route route) {
        ReportEvent opening = new ReportEvent.ReportOpened(Scene.document(SECTION), route);
        Instant at = Instant.parse("2024-03-01T04:00:00Z");
        return Report.evolve(null, new Recorded(opening, DRAFTER.as(Role.DRAFTER), at));
    }

    @Test
    void movesOnlyAsTheTableSays() {
        assertThat(walk.places().size()).isGreaterThan(300);
        assertThat(walk.steps()).allMatch(step -> new Table(PATH).allows(step, SECTION));
    }

    @Test
    void isFinalOnlyPastTheFourthDesk() {
        List<Walk.Step> endings =
                walk.steps().stream().filter(step -> step.to().report().isFinal()).toList();
        assertThat(endings).isNotEmpty();
        assertThat(endings)
                .allMatch(step -> step.by().equals(AUDITOR))
                .allMatch(step -> step.from().report().stage().equals("AUDIT_OFFICE"));
    }

    @Test
    void stopsASectionAtEveryStep() {
        assertThat(walk.places())
                .extracting(place -> Table.words(place.section(SECTION).position()))
                .containsAll(PATH)
                .contains("AUDIT_OFFICE passed", "CLEARED");
    }

    @Test
    void alwaysHasAWayToTheEnd() {
        assertThat(walk.leadingTo(ReportState::isFinal)).hasSameSizeAs(walk.places());
    }
}
