package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.ForgedEvents.approved;
import static org.liuhen.workflow.ForgedEvents.edited;
import static org.liuhen.workflow.ForgedEvents.restarted;
import static org.liuhen.workflow.Impossible.LATER;
import static org.liuhen.workflow.Objection.Kind.NOT_HELD;
import static org.liuhen.workflow.Objection.Kind.NOT_OF_ONE_COMMAND;
import static org.liuhen.workflow.Objection.Kind.WITHOUT_CAUSE;
import static org.liuhen.workflow.Objection.Kind.WITHOUT_CONSEQUENCE;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.ECOLOGY;
import static org.liuhen.workflow.Scene.FINANCE;
import static org.liuhen.workflow.Scene.HEAD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.workflow.AccountHistory.Held;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;

/** What was written into a record against the rules is named; what they decided is not. */
class ReperformanceTest {
    @ParameterizedTest
    @MethodSource("impossible")
    void namesWhatCannotHaveHappened(Impossible forged) {
        assertThat(forged.objections())
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.kind()).isEqualTo(forged.kind());
                    assertThat(objection.sentence()).contains(forged.sentence());
                    assertThat(objection.version()).isEqualTo(forged.scene().history().size() + 1L);
                    assertThat(objection.by().id()).isEqualTo(forged.by().id());
                });
    }

    @Test
    void knowsAnImpossibleOneOfEveryKindOfEvent() {
        Set<Class<?>> kinds = new HashSet<>();
        impossible().forEach(each -> kinds.add(each.event().getClass()));
        assertThat(kinds).isEqualTo(SectionEveryPathTest.kinds(ReportEvent.class));
    }

    private static Stream<Impossible> impossible() {
        return Stream.of(ImpossibleWriting.all(), ImpossibleDeciding.all()).flatMap(List::stream);
    }

    /** An approved target restarts a review: both come of one command, in that order. */
    @Test
    void whatFollowsByItselfIsTheLastHalfOfWhatBringsIt() {
        Scene scene = restarted();
        List<Objection> objections = new ArrayList<>();
        Reperformance again = Retold.of(scene.history(), scene.commands(), objections);
        objections.addAll(again.end());
        assertThat(objections).isEmpty();
        assertThat(scene.history().getLast().event()).isInstanceOf(SectionReviewRestarted.class);
    }

    @Test
    void whatShouldHaveFollowedIsMissed() {
        Scene scene = restarted();
        int whole = scene.history().size();
        List<Objection> objections = new ArrayList<>();
        Reperformance again =
                Retold.of(
                        scene.history().subList(0, whole - 1),
                        scene.commands().subList(0, whole - 1),
                        objections);
        assertThat(objections).isEmpty();
        assertThat(again.end())
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.kind()).isEqualTo(WITHOUT_CONSEQUENCE);
                    assertThat(objection.version()).isEqualTo(whole - 1L);
                    assertThat(objection.sentence()).contains("章节1.1在FINANCE_BUREAU重新审核");
                });
        assertThat(again.end()).isEmpty();
    }

    @Test
    void whatFollowsByItselfComesOfTheSameCommandAndPerson() {
        Scene scene = restarted();
        List<String> commands = new ArrayList<>(scene.commands());
        commands.set(commands.size() - 1, "another command");
        List<Objection> objections = new ArrayList<>();
        Retold.of(scene.history(), commands, objections);
        assertThat(objections)
                .extracting(Objection::kind)
                .containsExactly(WITHOUT_CONSEQUENCE, WITHOUT_CAUSE);
    }

    @Test
    void twoEventsThatOneCommandCannotMakeTogether() {
        Scene scene = Scene.opened().edit(DRAFTER, "1.1", "改好的");
        List<Objection> objections = new ArrayList<>();
        Retold.of(scene.history(), List.of("the same", "the same"), objections);
        assertThat(objections)
                .extracting(Objection::kind, Objection::version)
                .containsExactly(org.assertj.core.api.Assertions.tuple(NOT_OF_ONE_COMMAND, 2L));
    }

    @Test
    void timesThatRunBackwardsAreCountedAndNoObjection() {
        Scene scene = Scene.opened();
        Reperformance again = Retold.of(scene);
        Recorded earlier = new Recorded(edited("1.1", 2), DRAFTER.as(Role.DRAFTER), Instant.EPOCH);
        assertThat(again.next(scene.report(), earlier, "c")).isEmpty();
        assertThat(again.backwards()).isEqualTo(1);
    }

    @Test
    void theAccountHistoryAndNotTheEventSaysWhoHeldARole() {
        Scene scene = Scene.opened().atFinance();
        AccountHistory accounts = (id, _) -> List.of(held(id, FINANCE, Role.BUDGET_OFFICER));
        Recorded byBudget =
                new Recorded(
                        approved(scene, "FINANCE_BUREAU", Role.BUDGET_OFFICER, 1),
                        BUDGET.as(Role.BUDGET_OFFICER),
                        LATER);
        assertThat(fresh(scene, accounts, byBudget)).isEmpty();
        Recorded asIfBudget =
                new Recorded(
                        byBudget.event(),
                        new Actor(
                                "head-2", HEAD.name(), FINANCE, BUDGET.post(), Role.BUDGET_OFFICER),
                        LATER);
        AccountHistory head = (_, _) -> List.of(held(HEAD.id(), ECOLOGY, Role.SECTION_HEAD));
        assertThat(fresh(scene, head, asIfBudget))
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.kind()).isEqualTo(NOT_HELD);
                    assertThat(objection.sentence())
                            .contains("职责是科室负责人，不是财政局预算科经办人", "单位是jiangmen-ecology");
                });
    }

    /** A role that was granted or taken away in that very minute was held. */
    @Test
    void whateverWasHeldAboutThatMomentCounts() {
        Scene scene = Scene.opened();
        Recorded edit = new Recorded(edited("1.1", 2), DRAFTER.as(Role.DRAFTER), LATER);
        Held now = held(DRAFTER.id(), ECOLOGY, Role.DRAFTER);
        Held afterwards = held(DRAFTER.id(), ECOLOGY, Role.SECTION_HEAD);
        assertThat(fresh(scene, (_, _) -> List.of(now, afterwards), edit)).isEmpty();
        assertThat(fresh(scene, (_, _) -> List.of(afterwards), edit)).hasSize(1);
    }

    @Test
    void anAccountIsWhatItWasAMinuteBeforeOrAfter() {
        Held first = held(DRAFTER.id(), ECOLOGY, Role.DRAFTER);
        Held then = held(DRAFTER.id(), ECOLOGY, Role.SECTION_HEAD);
        Instant end = LATER.plusSeconds(3600);
        List<AccountHistory.Stretch> all =
                List.of(
                        new AccountHistory.Stretch(LATER, end, first),
                        new AccountHistory.Stretch(end, end.plusSeconds(3600), then));
        assertThat(AccountHistory.Stretch.about(all, LATER.plusSeconds(1800)))
                .containsExactly(first);
        assertThat(AccountHistory.Stretch.about(all, end.minusSeconds(30)))
                .containsExactly(first, then);
        assertThat(AccountHistory.Stretch.about(all, end.plusSeconds(30)))
                .containsExactly(first, then);
        assertThat(AccountHistory.Stretch.about(all, end.plusSeconds(90))).containsExactly(then);
        assertThat(AccountHistory.Stretch.about(all, LATER.minusSeconds(90))).isEmpty();
        assertThat(AccountHistory.Stretch.about(all, end.plusSeconds(7200)))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.enabled()).isFalse();
                    assertThat(gone.roles()).isEmpty();
                });
    }

    @Test
    void aDisabledAccountAndAnotherNameAreNamed() {
        Scene scene = Scene.opened();
        Recorded edit = new Recorded(edited("1.1", 2), DRAFTER.as(Role.DRAFTER), LATER);
        Held disabled =
                new Held(ECOLOGY.id(), DRAFTER.name(), DRAFTER.post(), DRAFTER.roles(), false);
        Held another = new Held(ECOLOGY.id(), "李四", DRAFTER.post(), DRAFTER.roles(), true);
        assertThat(fresh(scene, (_, _) -> List.of(disabled), edit))
                .singleElement()
                .satisfies(o -> assertThat(o.sentence()).contains("账号已停用"));
        assertThat(fresh(scene, (_, _) -> List.of(another), edit))
                .singleElement()
                .satisfies(o -> assertThat(o.sentence()).contains("李四").contains(DRAFTER.name()));
    }

    @Test
    void whoeverIsNotKnownIsNotAccused() {
        Scene scene = Scene.opened();
        Reperformance again = Retold.of(scene);
        assertThat(again.unknown()).containsExactly(DRAFTER.id());
    }

    @Test
    void countsWhatWasBoundToItsContent() {
        Scene scene = Scene.opened().atFinance();
        assertThat(Retold.of(scene).bound()).isEqualTo(6);
    }

    private static List<Objection> fresh(Scene scene, AccountHistory accounts, Recorded fact) {
        return new Reperformance(accounts).next(scene.report(), fact, "c");
    }

    private static Held held(String id, Organisation at, Role role) {
        Person person =
                Stream.of(BUDGET, HEAD, DRAFTER)
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return new Held(at.id(), person.name(), person.post(), Set.of(role), true);
    }
}
