package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Scene.AUDITOR;
import static org.liuhen.workflow.Scene.DRAFTER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionReturned;

/** One section on every way it can go in three rounds, with everyone trying everything. */
@Tag("exhaustive")
class SectionEveryPathTest {
    private static final String SECTION = "1.1";
    private static final List<String> PATH =
            List.of(
                    "DEPARTMENT/SECTION_HEAD",
                    "DEPARTMENT/DIRECTOR",
                    "FINANCE_BUREAU/BUDGET_OFFICER",
                    "FINANCE_BUREAU/PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS/CONGRESS_REVIEWER");

    private static Walk walk;

    @BeforeAll
    static void walkEveryPath() {
        ReportCommand open = new ReportCommand.OpenReport(Scene.document(SECTION));
        ReportState start = new Scene().when(DRAFTER, open).report();
        walk = Walk.from(start, Moves.CAST, Moves.all(SECTION), 3);
        System.out.println("one section, three rounds: " + walk.count());
    }

    @Test
    void coversThousandsOfStates() {
        assertThat(walk.places().size()).isGreaterThan(3_000);
        assertThat(walk.steps().size()).isGreaterThan(20_000);
    }

    @Test
    void movesOnlyAsTheTableSays() {
        assertThat(violations(step -> !new Table(PATH).allows(step, SECTION))).isEmpty();
    }

    @Test
    void skipsNoStepOnTheWayToFinal() {
        List<Walk.Place> ends =
                walk.places().stream().filter(place -> place.report().isFinal()).toList();
        assertThat(ends).isNotEmpty();
        for (Walk.Place end : ends) {
            assertThat(approvedSinceTheLastReturn(end)).as("%s", end.history()).isEqualTo(PATH);
        }
    }

    @Test
    void letsNoDeskActBeforeItsTime() {
        assertThat(
                        violations(step -> {
                            int reached = Table.stage(step.from().report());
                            return switch (step.by().id()) {
                                case "budget-officer" -> reached < 1;
                                case "performance-officer" ->
                                        reached < 1
                                                && !(step.command()
                                                        instanceof RevisionCommand.Ruling);
                                case "congress-reviewer" -> reached < 2;
                                default -> false;
                            };
                        }))
                .isEmpty();
    }

    @Test
    void letsOnlyTheNamedStepDecide() {
        for (Walk.Step step : walk.steps()) {
            for (ReportEvent event : step.events()) {
                String decided =
                        switch (event) {
                            case SectionApproved e -> e.desk() + "/" + e.step();
                            case SectionReturned e -> e.desk() + "/" + e.step();
                            default -> null;
                        };
                if (decided != null) {
                    assertThat(decided).isEqualTo(where(step.from()));
                    Role role = Role.valueOf(decided.substring(decided.indexOf('/') + 1));
                    assertThat(step.by().roles()).contains(role);
                    assertThat(step.to().facts().getFirst().by().role()).isEqualTo(role);
                }
            }
        }
    }

    @Test
    void isNotEditedDuringReview() {
        Set<String> writing = Set.of("edit", "actual", "expenditure", "request", "reply");
        assertThat(walk.steps()).anyMatch(step -> writing.contains(step.move()));
        assertThat(
                        violations(step ->
                                writing.contains(step.move())
                                        && !Set.of("DRAFT", "RETURNED")
                                                .contains(where(step.from()))))
                .isEmpty();
    }

    @Test
    void hasNoFigureWrittenOverThatWasNotSeen() {
        assertThat(violations(step -> step.move().endsWith("over one not seen"))).isEmpty();
    }

    @Test
    void changesNothingAfterFinal() {
        assertThat(violations(step -> step.from().report().isFinal())).isEmpty();
    }

    @Test
    void isReturnedToEveryAllowedPlaceAndToNoOther() {
        Set<String> seen = new TreeSet<>();
        for (Walk.Step step : walk.steps()) {
            if (step.events().getFirst() instanceof SectionReturned e) {
                seen.add(e.desk() + "/" + e.step() + " -> " + e.to());
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "DEPARTMENT/SECTION_HEAD -> DRAFTER",
                        "DEPARTMENT/DIRECTOR -> DRAFTER",
                        "FINANCE_BUREAU/BUDGET_OFFICER -> DRAFTER",
                        "FINANCE_BUREAU/BUDGET_OFFICER -> DEPARTMENT",
                        "FINANCE_BUREAU/PERFORMANCE_OFFICER -> DRAFTER",
                        "FINANCE_BUREAU/PERFORMANCE_OFFICER -> DEPARTMENT",
                        "PEOPLES_CONGRESS/CONGRESS_REVIEWER -> DRAFTER",
                        "PEOPLES_CONGRESS/CONGRESS_REVIEWER -> DEPARTMENT",
                        "PEOPLES_CONGRESS/CONGRESS_REVIEWER -> FINANCE_BUREAU");
    }

    @Test
    void isRepliedToOnlyByItsDraftersWhileItIsWithThem() {
        List<Walk.Step> replies =
                walk.steps().stream().filter(step -> step.move().equals("reply")).toList();
        assertThat(replies).isNotEmpty();
        for (Walk.Step step : replies) {
            assertThat(where(step.from())).isEqualTo("RETURNED");
            assertThat(step.by().roles()).contains(Role.DRAFTER);
            assertThat(step.to().section(SECTION).contributors()).contains(step.by().id());
        }
        assertThat(violations(step -> step.move().startsWith("reply to "))).isEmpty();
    }

    @Test
    void isWithdrawnOnlyByWhoSubmittedItAndBeforeAnyDecision() {
        List<Walk.Step> withdrawals =
                walk.steps().stream().filter(step -> step.move().equals("withdraw")).toList();
        assertThat(withdrawals).isNotEmpty();
        for (Walk.Step step : withdrawals) {
            Recorded last = lastOfSection(step.from());
            assertThat(last.event()).isInstanceOf(SectionEvent.SectionSubmitted.class);
            assertThat(last.by().id()).isEqualTo(step.by().id());
        }
    }

    @Test
    void letsNobodyApproveWhatTheyWroteInThatRound() {
        for (Walk.Step step : walk.steps()) {
            if (step.events().getFirst() instanceof SectionApproved) {
                assertThat(writers(step.from())).as("%s", step).doesNotContain(step.by().id());
            }
        }
    }

    @Test
    void letsNobodyDecideTwiceInARound() {
        for (Walk.Place place : walk.places()) {
            Set<String> seen = new HashSet<>();
            for (Opinion opinion : place.section(SECTION).opinions()) {
                assertThat(seen.add(opinion.round() + " " + opinion.by().id()))
                        .as("%s", place.section(SECTION).opinions())
                        .isTrue();
            }
        }
    }

    @Test
    void letsNobodyFromOutsideChangeAnything() {
        Set<String> outside =
                Set.of(
                        AUDITOR.id(),
                        Scene.ADMIN.id(),
                        Scene.WATER_DRAFTER.id(),
                        Scene.WATER_HEAD.id(),
                        Scene.WATER_DIRECTOR.id());
        assertThat(violations(step -> outside.contains(step.by().id()))).isEmpty();
    }

    @Test
    void alwaysHasAWayToTheEnd() {
        assertThat(walk.leadingTo(ReportState::isFinal)).hasSameSizeAs(walk.places());
    }

    @Test
    void acceptsEveryCommandSomewhereAndRefusesItElsewhere() {
        Set<Class<?>> accepted = new HashSet<>();
        walk.steps().forEach(step -> accepted.add(step.command().getClass()));
        accepted.add(ReportCommand.OpenReport.class);
        assertThat(accepted).isEqualTo(kinds(ReportCommand.class));
        assertThat(walk.refusals().keySet()).isEqualTo(kinds(ReportCommand.class));
    }

    @Test
    void makesEveryKindOfEvent() {
        Set<Class<?>> made = new HashSet<>();
        walk.places().forEach(p -> p.facts().forEach(f -> made.add(f.event().getClass())));
        walk.steps().forEach(step -> step.events().forEach(e -> made.add(e.getClass())));
        made.add(ReportEvent.ReportOpened.class);
        assertThat(made).isEqualTo(kinds(ReportEvent.class));
    }

    @Test
    void givesEveryRefusal() {
        Set<RefusalCode> given = new HashSet<>();
        walk.refusals().values().stream().map(Map::keySet).forEach(given::addAll);
        assertThat(given).containsExactlyInAnyOrder(RefusalCode.values());
    }

    private static List<Walk.Step> violations(Predicate<Walk.Step> broken) {
        return walk.steps().stream().filter(broken).limit(3).toList();
    }

    private static String where(Walk.Place place) {
        return Table.words(place.section(SECTION).position());
    }

    /** The steps that approved since the section was last returned, or began anew under review. */
    private static List<String> approvedSinceTheLastReturn(Walk.Place end) {
        List<String> approved = new ArrayList<>();
        for (Recorded fact : end.history()) {
            switch (fact.event()) {
                case SectionApproved e -> approved.add(e.desk() + "/" + e.step());
                case SectionReturned e ->
                        approved.removeIf(each ->
                                e.to().equals("DRAFTER") || PATH.indexOf(each) >= firstAt(e.to()));
                case SectionEvent.SectionReviewRestarted e ->
                        approved.removeIf(each -> PATH.indexOf(each) >= firstAt(e.desk()));
                default -> {}
            }
        }
        return approved;
    }

    private static int firstAt(String desk) {
        return PATH.indexOf(
                PATH.stream()
                        .filter(each -> each.startsWith(desk + "/"))
                        .findFirst()
                        .orElseThrow());
    }

    private static Recorded lastOfSection(Walk.Place place) {
        return place.history().stream()
                .filter(fact -> fact.event() instanceof SectionEvent)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** Who touched the content since the section was last open at the start of a round. */
    private static Set<String> writers(Walk.Place place) {
        Set<String> writers = new HashSet<>(Set.of(DRAFTER.id()));
        for (Recorded fact : place.history()) {
            switch (fact.event()) {
                case SectionReturned e when e.to().equals("DRAFTER") -> writers.clear();
                case SectionEvent.SectionEdited _,
                        SectionEvent.SectionSubmitted _,
                        SectionEvent.ReturnItemReplied _,
                        IndicatorEvent _,
                        LineItemEvent _,
                        RevisionEvent.RevisionRequested _ ->
                        writers.add(fact.by().id());
                default -> {}
            }
        }
        return writers;
    }

    static Set<Class<?>> kinds(Class<?> sealed) {
        Set<Class<?>> kinds = new HashSet<>();
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        if (permitted == null) {
            kinds.add(sealed);
        } else {
            Arrays.stream(permitted).forEach(each -> kinds.addAll(kinds(each)));
        }
        return kinds;
    }
}
