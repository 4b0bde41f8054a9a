package org.liuhen.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.liuhen.query.audit.Finding.Kind.DECIDED_OWN_WORK;
import static org.liuhen.query.audit.Finding.Kind.DECIDED_TWICE;
import static org.liuhen.query.audit.Finding.Kind.DECIDED_WITHIN_SECONDS;
import static org.liuhen.query.audit.Finding.Kind.FIGURE_CHANGED_AFTER_APPROVAL;
import static org.liuhen.query.audit.Finding.Kind.IMPOSSIBLE_ACT;
import static org.liuhen.query.audit.Finding.Kind.OUTSIDE_WORKING_HOURS;
import static org.liuhen.query.audit.Finding.Kind.RETURNED_REPEATEDLY;
import static org.liuhen.query.audit.Finding.Kind.TARGET_REVISED_AFTER_ACTUAL;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liuhen.command.Cast;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionEvent;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.Target;

class ExaminationTest {
    /** A Tuesday, ten in the morning in Beijing. */
    private static final Instant MORNING = Instant.parse("2024-03-05T02:00:00Z");

    private static final AuditSettings SETTINGS =
            new AuditSettings(
                    Duration.ofSeconds(30),
                    LocalTime.of(8, 0),
                    LocalTime.of(18, 0),
                    Set.of(LocalDate.of(2024, 10, 1)),
                    Set.of(LocalDate.of(2024, 10, 12)),
                    2);
    private static final Person HATS =
            new Person(
                    "deputy", "副职某", Cast.ECOLOGY, "副局长", Set.of(Role.SECTION_HEAD, Role.DIRECTOR));

    private final Tale tale = new Tale(SETTINGS, MORNING).give(Cast.DRAFTER, Cast.open(2023, 1));

    @Test
    void anOrdinaryApprovalInWorkingHoursGivesNothingToLookAt() {
        unhurried(Cast.HEAD, Cast.DIRECTOR);
        tale.forwards(Cast.DIRECTOR);
        assertThat(tale.examination.findings()).isEmpty();
    }

    @Test
    void whatTheRulesDoNotAllowIsNamedWithWhatTheySay() {
        unhurried(Cast.HEAD, Cast.DIRECTOR);
        tale.forwards(Cast.DIRECTOR).after(Duration.ofMinutes(30));
        SectionApproved approval =
                new SectionApproved(
                        "1.1", "FINANCE_BUREAU", Role.BUDGET_OFFICER, 1, tale.digest("1.1"), null);
        tale.isForged(approval, Cast.HEAD.as(Role.SECTION_HEAD));
        assertThat(tale.found(IMPOSSIBLE_ACT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("以科室负责人身份如此办理", "请由财政局预算科经办人办理");
                    assertThat(finding.section()).isEqualTo("1.1");
                    assertThat(finding.version()).isEqualTo(tale.state().version());
                    assertThat(finding.by().id()).isEqualTo(Cast.HEAD.id());
                });
    }

    @Test
    void whoHeldTheRoleIsWhatTheAccountHistoryKnows() {
        AccountHistory accounts =
                (id, _) ->
                        id.equals(Cast.DRAFTER.id())
                                ? List.of(
                                        new AccountHistory.Held(
                                                Cast.ECOLOGY.id(),
                                                Cast.DRAFTER.name(),
                                                Cast.DRAFTER.post(),
                                                Set.of(Role.SECTION_HEAD),
                                                true))
                                : List.of();
        Tale known = new Tale(SETTINGS, MORNING, accounts).give(Cast.DRAFTER, Cast.open(2023, 1));
        known.submits(Cast.DRAFTER_2, "1.1");
        assertThat(known.found(IMPOSSIBLE_ACT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.version()).isEqualTo(1);
                    assertThat(finding.sentence()).contains("职责是科室负责人，不是填报人");
                });
    }

    @Test
    void whatShouldHaveFollowedByItselfIsMissedWhereItShouldBe() {
        revise("r1", "90");
        unhurried(Cast.HEAD);
        tale.isForged(
                new RevisionEvent.RevisionApproved("ind-1", "r1", null),
                Cast.PERFORMANCE.as(Role.PERFORMANCE_OFFICER));
        long version = tale.state().version();
        later().approves(Cast.DIRECTOR, "1.1");
        assertThat(tale.found(IMPOSSIBLE_ACT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.version()).isEqualTo(version);
                    assertThat(finding.indicator()).isEqualTo("ind-1");
                    assertThat(finding.sentence()).contains("其后应当自动记下");
                });
    }

    @Test
    void aTargetRevisedAfterItsActualWasKnown() {
        tale.fillsIn(Cast.DRAFTER, "22.8", null);
        revise("r1", "20").give(Cast.PERFORMANCE, ruling("r1"));
        assertThat(tale.found(TARGET_REVISED_AFTER_ACTUAL))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("22.8%已知之后", "由≥100%调整为≥20%", "达标率");
                    assertThat(finding.indicator()).isEqualTo("ind-1");
                    assertThat(finding.section()).isEqualTo("1.1");
                    assertThat(finding.version()).isEqualTo(4);
                    assertThat(finding.related()).containsExactly(2L);
                    assertThat(finding.by().id()).isEqualTo("performance-officer");
                });
    }

    @Test
    void aValueTakenBackMeanwhileWasKnownAllTheSame() {
        tale.fillsIn(Cast.DRAFTER, "22.8", null).fillsIn(Cast.DRAFTER, (String) null, "尚待核实");
        revise("r1", "20").give(Cast.PERFORMANCE, ruling("r1"));
        tale.fillsIn(Cast.DRAFTER, "22.8", "核实无误");
        assertThat(tale.found(TARGET_REVISED_AFTER_ACTUAL))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("22.8%已知之后");
                    assertThat(finding.related()).containsExactly(2L);
                });
    }

    @Test
    void anotherUnitIsAnotherFigure() {
        tale.fillsIn(Cast.DRAFTER, "22.8", null);
        unhurried(Cast.HEAD);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        tale.fillsIn(Cast.DRAFTER, new Actual("22.8", "‰"), "单位有误");
        assertThat(tale.found(FIGURE_CHANGED_AFTER_APPROVAL))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("22.8%改为22.8‰"));
    }

    @Test
    void aReviewThatBeginsAnewUndoesWhatItsOwnDeskDecided() {
        tale.fillsIn(Cast.DRAFTER, "95", null);
        revise("r1", "90");
        unhurried(Cast.HEAD, Cast.DIRECTOR);
        tale.forwards(Cast.DIRECTOR);
        later().approves(Cast.BUDGET, "1.1");
        later().give(Cast.PERFORMANCE, ruling("r1"));
        assertThat(tale.decisions())
                .filteredOn(decision -> decision.kind() == Decision.Kind.APPROVED)
                .extracting(Decision::step, Decision::superseded)
                .containsExactly(
                        tuple(Role.SECTION_HEAD, false),
                        tuple(Role.DIRECTOR, false),
                        tuple(Role.BUDGET_OFFICER, true));
    }

    @Test
    void aTargetRevisedBeforeItsActualIsKnownOrNotRevisedAfterAllIsNone() {
        revise("r1", "90").give(Cast.PERFORMANCE, ruling("r1"));
        tale.fillsIn(Cast.DRAFTER, "95", null);
        revise("r2", "80").give(Cast.PERFORMANCE, new RejectRevision(id(), "ind-1", "r2", "依据不足"));
        assertThat(tale.found(TARGET_REVISED_AFTER_ACTUAL)).isEmpty();
    }

    @Test
    void aFigureChangedAfterAnApproval() {
        tale.fillsIn(Cast.DRAFTER, "22.8", null);
        assertThat(tale.found(FIGURE_CHANGED_AFTER_APPROVAL)).isEmpty();
        unhurried(Cast.HEAD);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        tale.fillsIn(Cast.DRAFTER, "23.5", "更正笔误");
        assertThat(tale.found(FIGURE_CHANGED_AFTER_APPROVAL))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("22.8%改为23.5%", "section-head某");
                    assertThat(finding.version()).isEqualTo(6);
                    assertThat(finding.related()).containsExactly(4L);
                });
        tale.fillsIn(Cast.DRAFTER, "23.5", "只改说明");
        assertThat(tale.found(FIGURE_CHANGED_AFTER_APPROVAL)).hasSize(1);
    }

    @Test
    void onePersonDecidingOnTwoStepsOfASection() {
        unhurried(HATS);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        unhurried(Cast.HEAD, HATS);
        assertThat(tale.found(DECIDED_TWICE))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("副职某", "科室负责人", "局领导");
                    assertThat(finding.related()).containsExactly(3L);
                });
    }

    @Test
    void theSameDutyInALaterRoundIsNotDecidingTwice() {
        unhurried(Cast.HEAD);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        unhurried(Cast.HEAD, Cast.DIRECTOR);
        assertThat(tale.found(DECIDED_TWICE)).isEmpty();
    }

    @Test
    void whoeverWroteInAnEarlierRoundAndDecidesNowIsPointedOut() {
        Person both =
                new Person(
                        "deputy", "副职某", Cast.ECOLOGY, "副局长", Set.of(Role.DRAFTER, Role.DIRECTOR));
        tale.give(both, Cast.edit(2023, "1.1", "副职所写", 1));
        unhurried(Cast.HEAD);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        unhurried(Cast.HEAD, both);
        assertThat(tale.found(DECIDED_OWN_WORK))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.by().id()).isEqualTo("deputy");
                    assertThat(finding.related()).containsExactly(2L);
                });
    }

    @Test
    void aDecisionWithinSecondsOfArrival() {
        tale.submits(Cast.DRAFTER, "1.1")
                .after(Duration.ofSeconds(29))
                .approves(Cast.HEAD, "1.1")
                .after(Duration.ofSeconds(30))
                .approves(Cast.DIRECTOR, "1.1");
        assertThat(tale.found(DECIDED_WITHIN_SECONDS))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("29秒");
                    assertThat(finding.by().id()).isEqualTo("section-head");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T00:00:00Z, false", // 08:00
        "2024-03-04T23:59:59Z, true", // 07:59
        "2024-03-05T09:59:59Z, false", // 17:59
        "2024-03-05T10:00:00Z, true", // 18:00
        "2024-03-09T02:00:00Z, true", // Saturday
        "2024-10-01T02:00:00Z, true", // a holiday on a Tuesday
        "2024-10-12T02:00:00Z, false", // a Saturday worked instead
        "2024-10-12T11:00:00Z, true"
    })
    void workOutsideWorkingHours(String moment, boolean outside) {
        tale.at(Instant.parse(moment)).submits(Cast.DRAFTER, "1.1");
        assertThat(tale.found(OUTSIDE_WORKING_HOURS)).hasSize(outside ? 1 : 0);
    }

    @Test
    void aThirdReturn() {
        for (int i = 0; i < 4; i++) {
            later().submits(Cast.DRAFTER, "1.1");
            later().sendsBack(Cast.HEAD, "1.1");
        }
        assertThat(tale.found(RETURNED_REPEATEDLY))
                .extracting(Finding::sentence, Finding::related)
                .containsExactly(
                        tuple("同一章节第3次退回", List.of(3L, 5L)),
                        tuple("同一章节第4次退回", List.of(3L, 5L, 7L)));
    }

    @Test
    void aDecisionNamesWhatWasShownAndWhetherItIsStillThere() {
        tale.fillsIn(Cast.DRAFTER, "22.8", null);
        unhurried(Cast.HEAD);
        later().sendsBack(Cast.DIRECTOR, "1.1");
        String shown = tale.decisions().getFirst().digest();
        assertThat(tale.decisions())
                .extracting(
                        Decision::kind,
                        Decision::version,
                        Decision::shownVersion,
                        Decision::contentChanged,
                        Decision::superseded)
                .containsExactly(
                        tuple(Decision.Kind.APPROVED, 4L, 3L, false, true),
                        tuple(Decision.Kind.RETURNED, 5L, 4L, false, false));
        tale.fillsIn(Cast.DRAFTER, "23.5", "更正笔误");
        assertThat(tale.decisions())
                .allSatisfy(decision -> {
                    assertThat(decision.contentChanged()).isTrue();
                    assertThat(decision.digest()).isEqualTo(shown);
                    assertThat(decision.digestNow()).isEqualTo(tale.digest("1.1"));
                });
        tale.fillsIn(Cast.DRAFTER, "22.8", "原数无误");
        assertThat(tale.decisions())
                .allSatisfy(decision -> assertThat(decision.contentChanged()).isFalse());
    }

    @Test
    void forwardingAndRulingAreDecisionsToo() {
        revise("r1", "90").give(Cast.PERFORMANCE, ruling("r1"));
        revise("r2", "80").give(Cast.PERFORMANCE, new RejectRevision(id(), "ind-1", "r2", "依据不足"));
        unhurried(Cast.HEAD, Cast.DIRECTOR);
        tale.forwards(Cast.DIRECTOR);
        assertThat(tale.decisions())
                .extracting(Decision::kind)
                .containsExactly(
                        Decision.Kind.REVISION_APPROVED,
                        Decision.Kind.REVISION_REJECTED,
                        Decision.Kind.APPROVED,
                        Decision.Kind.APPROVED,
                        Decision.Kind.FORWARDED);
        assertThat(tale.decisions())
                .allSatisfy(decision -> assertThat(decision.contentChanged()).isFalse());
        assertThat(tale.decisions().getLast().desk()).isEqualTo("DEPARTMENT");
        assertThat(tale.decisions().getFirst().section()).isEqualTo("1.1");
    }

    private Tale later() {
        return tale.after(Duration.ofMinutes(10));
    }

    private void unhurried(Person... steps) {
        later().submits(Cast.DRAFTER, "1.1");
        for (Person step : steps) {
            later().approves(step, "1.1");
        }
    }

    private Tale revise(String revision, String value) {
        return tale.give(
                Cast.DRAFTER,
                new RequestRevision(
                        id(),
                        "ind-1",
                        revision,
                        new Target(Target.Operator.GE, value, "%", null),
                        "任务调整",
                        "某文件"));
    }

    private ReportCommand ruling(String revision) {
        return new ApproveRevision(id(), "ind-1", revision, null);
    }

    private static String id() {
        return Cast.reportId(2023);
    }
}
