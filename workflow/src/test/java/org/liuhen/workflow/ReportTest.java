package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;
import static org.liuhen.workflow.RefusalCode.REPORT_EXISTS;
import static org.liuhen.workflow.RefusalCode.SEGREGATION_OF_DUTIES;
import static org.liuhen.workflow.RefusalCode.STALE_CONTENT;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;
import static org.liuhen.workflow.Scene.ADMIN;
import static org.liuhen.workflow.Scene.AUDITOR;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REPORT;
import static org.liuhen.workflow.Scene.REVIEWER;
import static org.liuhen.workflow.Scene.WATER_DRAFTER;
import static org.liuhen.workflow.Scene.forward;
import static org.liuhen.workflow.Scene.submit;
import static org.liuhen.workflow.Scene.withdraw;

import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Position.Approved;
import org.liuhen.workflow.Position.Cleared;
import org.liuhen.workflow.Position.Draft;
import org.liuhen.workflow.Position.InReview;
import org.liuhen.workflow.Position.Returned;

class ReportTest {

    @Test
    void goesFromDepartmentToCongressAndBecomesFinal() {
        Scene scene = Scene.opened().atCongress();
        assertThat(scene.report().stage()).isEqualTo("PEOPLES_CONGRESS");
        scene.through("1.1", REVIEWER).refused(REVIEWER, forward(), WRONG_STATE);
        scene.through("1.2", REVIEWER).when(REVIEWER, forward());
        assertThat(scene.report().isFinal()).isTrue();
        assertThat(scene.section("1.1").position()).isEqualTo(new Cleared());
        scene.refused(DRAFTER, submit("1.1"), WRONG_STATE)
                .refused(DRAFTER, Scene.edited("1.1", "新", 1), WRONG_STATE)
                .refused(REVIEWER, scene.approve("1.1"), WRONG_STATE)
                .refused(REVIEWER, forward(), WRONG_STATE);
    }

    @Test
    void isOpenedOnceByADrafterOfItsDepartment() {
        ReportCommand open = new ReportCommand.OpenReport(Scene.document("1.1"));
        new Scene()
                .refused(WATER_DRAFTER, open, NOT_PERMITTED)
                .refused(HEAD, open, NOT_PERMITTED)
                .when(DRAFTER, open)
                .refused(DRAFTER_2, open, REPORT_EXISTS);
    }

    @Test
    void isUnknownToWhomItHasNotReached() {
        Scene scene = Scene.opened().when(DRAFTER, submit("1.1"));
        scene.refused(WATER_DRAFTER, submit("1.2"), NOT_FOUND)
                .refused(BUDGET, scene.approve("1.1"), NOT_FOUND)
                .refused(ADMIN, scene.approve("1.1"), NOT_FOUND)
                .refused(AUDITOR, scene.approve("1.1"), NOT_PERMITTED);
        assertThat(Visibility.maySee(scene.report(), AUDITOR)).isTrue();
        assertThat(Visibility.maySee(scene.report(), BUDGET)).isFalse();
        assertThat(Visibility.maySee(Scene.opened().atFinance().report(), BUDGET)).isTrue();
        assertThat(Visibility.maySee(Scene.opened().atFinance().report(), REVIEWER)).isFalse();
    }

    @Test
    void namesWhoEditedSince() {
        Scene scene = Scene.opened().edit(DRAFTER_2, "1.1", "先改的");
        scene.refused(DRAFTER, Scene.edited("1.1", "后改的", 1), EDIT_CONFLICT)
                .refused(DRAFTER, Scene.edited("1.1", "后改的", 9), INVALID)
                .edit(DRAFTER, "1.1", "合并的");
        assertThat(scene.section("1.1").revision()).isEqualTo(3);
    }

    @Test
    void isNotEditedDuringReview() {
        Scene.opened()
                .when(DRAFTER, submit("1.1"))
                .refused(DRAFTER, Scene.edited("1.1", "新", 1), WRONG_STATE)
                .refused(
                        DRAFTER,
                        new IndicatorCommand.SubmitActual(
                                REPORT, "ind-1", new Actual("99", "%"), null, null),
                        WRONG_STATE)
                .refused(
                        DRAFTER,
                        new LineItemCommand.RecordExpenditure(REPORT, "li-1", "1", null, "1", null),
                        WRONG_STATE);
    }

    @Test
    void isWithdrawnByItsSubmitterUntilTheFirstApproval() {
        Scene scene =
                Scene.opened()
                        .refused(DRAFTER, withdraw("1.1"), WRONG_STATE)
                        .when(DRAFTER, submit("1.1"))
                        .refused(DRAFTER_2, withdraw("1.1"), NOT_PERMITTED)
                        .when(DRAFTER, withdraw("1.1"));
        assertThat(scene.section("1.1").position()).isEqualTo(new Draft());
        scene.when(DRAFTER, submit("1.1"))
                .through("1.1", HEAD)
                .refused(DRAFTER, withdraw("1.1"), WRONG_STATE);
    }

    @Test
    void isDecidedOnlyAsItWasShown() {
        Scene scene = Scene.opened();
        SectionCommand stale = scene.approve("1.1");
        scene.edit(DRAFTER, "1.1", "又改了").when(DRAFTER, submit("1.1"));
        scene.refused(HEAD, stale, STALE_CONTENT).through("1.1", HEAD);
    }

    @Test
    void waitsForEachStepInTurn() {
        Scene scene = Scene.opened().when(DRAFTER, submit("1.1"));
        scene.refused(DIRECTOR, scene.approve("1.1"), NOT_PERMITTED).through("1.1", HEAD);
        scene.refused(HEAD, scene.approve("1.1"), NOT_PERMITTED).through("1.1", DIRECTOR);
        assertThat(scene.section("1.1").position()).isEqualTo(new Approved("DEPARTMENT"));
        scene.refused(DIRECTOR, scene.approve("1.1"), WRONG_STATE)
                .refused(DIRECTOR, forward(), WRONG_STATE);
    }

    @Test
    void isNotApprovedByWhoWroteItOrByOnePersonTwice() {
        Scene scene = Scene.opened().edit(DEPUTY, "1.1", "副局长写的").when(DRAFTER, submit("1.1"));
        scene.refused(DEPUTY, scene.approve("1.1"), SEGREGATION_OF_DUTIES);
        scene.when(DRAFTER, submit("1.2")).through("1.2", DEPUTY);
        scene.refused(DEPUTY, scene.approve("1.2"), SEGREGATION_OF_DUTIES)
                .refused(DEPUTY, scene.sendBack("1.2", "DRAFTER"), SEGREGATION_OF_DUTIES)
                .through("1.2", DIRECTOR);
    }

    @Test
    void keepsItsAuthorsFromApprovingWhenItComesBackUnopened() {
        Scene scene = Scene.opened().edit(DEPUTY, "1.1", "副局长写的").atFinance();
        scene.when(BUDGET, scene.sendBack("1.1", "DEPARTMENT"));
        assertThat(scene.section("1.1").round()).isEqualTo(2);
        scene.refused(DEPUTY, scene.approve("1.1"), SEGREGATION_OF_DUTIES).through("1.1", HEAD);
    }

    @Test
    void walksEveryStepAgainAfterAReturnFromCongressAndReentersByItself() {
        Scene scene = Scene.opened().atCongress();
        scene.through("1.2", REVIEWER).when(REVIEWER, scene.sendBack("1.1", "DRAFTER"));
        assertThat(scene.section("1.1").position()).isEqualTo(new Returned());
        scene.refused(REVIEWER, forward(), WRONG_STATE);
        scene.edit(DRAFTER, "1.1", "改好的")
                .when(DRAFTER, submit("1.1"))
                .through("1.1", HEAD, DIRECTOR, BUDGET, PERFORMANCE);
        assertThat(scene.section("1.1").position())
                .isEqualTo(new InReview("PEOPLES_CONGRESS", Role.CONGRESS_REVIEWER));
        assertThat(scene.section("1.2").position()).isEqualTo(new Approved("PEOPLES_CONGRESS"));
        scene.through("1.1", REVIEWER).when(REVIEWER, forward());
        assertThat(scene.report().isFinal()).isTrue();
    }

    @Test
    void isReturnedOnlyWhereTheDeskMayWithAReasonAndAnItemThatExists() {
        Scene scene = Scene.opened().when(DRAFTER, submit("1.1"));
        scene.refused(HEAD, scene.sendBack("1.1", "FINANCE_BUREAU"), INVALID)
                .refused(HEAD, scene.sendBack("1.1", "DEPARTMENT"), INVALID)
                .refused(HEAD, returning(scene, null, "0"), INVALID)
                .refused(HEAD, returning(scene, "数字有误", "9"), INVALID)
                .refused(HEAD, returning(scene, "数字有误", "ind-2"), INVALID)
                .when(HEAD, returning(scene, "数字有误", "li-1"));
        assertThat(scene.section("1.1").returnItems()).hasSize(1);
    }

    @Test
    void changesATargetOnlyWhenFinanceApproves() {
        Target lower = new Target(Target.Operator.GE, "95", "%", "不低于95%");
        Scene scene =
                Scene.opened()
                        .refused(DRAFTER, requested("r1", lower, null), INVALID)
                        .when(DRAFTER, requested("r1", lower, "粤财预〔2023〕1号"))
                        .refused(DRAFTER, requested("r2", lower, "同上"), WRONG_STATE)
                        .refused(DRAFTER, ruling("r1"), NOT_PERMITTED)
                        .refused(PERFORMANCE, ruling("r9"), NOT_FOUND);
        assertThat(indicator(scene).target()).isEqualTo(indicator(scene).originalTarget());
        scene.when(PERFORMANCE, ruling("r1")).refused(PERFORMANCE, ruling("r1"), WRONG_STATE);
        assertThat(indicator(scene).target()).isEqualTo(lower);
        assertThat(indicator(scene).originalTarget()).isNotEqualTo(lower);
    }

    @Test
    void startsTheDeskAgainWhenATargetChangesUnderReview() {
        Target lower = new Target(Target.Operator.GE, "95", "%", "不低于95%");
        Scene scene = Scene.opened().when(DRAFTER, requested("r1", lower, "文件")).atFinance();
        scene.through("1.1", BUDGET, PERFORMANCE).through("1.2", BUDGET, PERFORMANCE);
        scene.refused(PERFORMANCE, forward(), WRONG_STATE).when(PERFORMANCE, ruling("r1"));
        assertThat(scene.section("1.1").position())
                .isEqualTo(new InReview("FINANCE_BUREAU", Role.BUDGET_OFFICER));
        scene.through("1.1", BUDGET, PERFORMANCE).when(PERFORMANCE, forward());
    }

    @Test
    void wantsAReasonToChangeAValueOnceGiven() {
        Scene scene =
                Scene.opened()
                        .refused(DRAFTER, actual(null, null, null), INVALID)
                        .refused(DRAFTER, actual("九十", null, null), INVALID)
                        .refused(DRAFTER, actual("9".repeat(10_000), null, null), INVALID)
                        .when(DRAFTER, actual("22.8", null, null))
                        .refused(DRAFTER, actual("23.5", null, null), INVALID)
                        .when(DRAFTER, actual("23.5", null, "监测数据更正"));
        assertThat(scene.history().getLast().event())
                .isInstanceOf(IndicatorEvent.ActualCorrected.class);
        long version = scene.report().version();
        scene.when(DRAFTER, actual("23.5", null, null));
        assertThat(scene.report().version()).isEqualTo(version);
    }

    @Test
    void refusesDirtyOrContradictoryDocuments() {
        new Scene()
                .refused(
                        DRAFTER,
                        new ReportCommand.OpenReport(Scene.document("1.1", "1.1")),
                        INVALID)
                .refused(
                        DRAFTER,
                        new ReportCommand.OpenReport(Scene.document("1.1'; drop table")),
                        INVALID);
        Scene.opened()
                .refused(DRAFTER, Scene.edited("1.1", "空\u0000字符", 1), INVALID)
                .refused(DRAFTER, Scene.edited("1.1", "残\uD800缺", 1), INVALID)
                .edit(DRAFTER, "1.1", "<script>alert(1)</script>'; DROP TABLE x; --");
    }

    private static IndicatorState indicator(Scene scene) {
        return scene.report().indicator("ind-1").orElseThrow();
    }

    private static ReportCommand actual(String value, String explanation, String reason) {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual(value, "%"), explanation, reason);
    }

    private static ReportCommand requested(String id, Target target, String basis) {
        return new RevisionCommand.RequestRevision(REPORT, "ind-1", id, target, "政策变化", basis);
    }

    private static ReportCommand ruling(String id) {
        return new RevisionCommand.ApproveRevision(REPORT, "ind-1", id, null);
    }

    private static SectionCommand returning(Scene scene, String reason, String ref) {
        return new SectionCommand.ReturnSection(
                REPORT,
                "1.1",
                scene.digest("1.1"),
                "DRAFTER",
                reason,
                java.util.List.of(new ReturnItem(ref, "请核对")));
    }
}
