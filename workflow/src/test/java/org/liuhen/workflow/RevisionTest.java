package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REPORT;

import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final Target LOWER = new Target(Target.Operator.GE, "95", "%", "不低于95%");

    @Test
    void isAskedForUnderAnIdThatWasNeverUsed() {
        Scene scene = Scene.opened().when(DRAFTER, request("r1")).when(DRAFTER, takeBack("r1"));
        scene.refused(DRAFTER, request("r1"), WRONG_STATE).when(DRAFTER, request("r2"));
        scene.when(PERFORMANCE, grant("r2"));
        assertThat(indicator(scene).target()).isEqualTo(LOWER);
    }

    @Test
    void isAskedForWithAnotherTargetAReasonAndABasis() {
        Target same = new Target(Target.Operator.GE, "100", "%", "达到100%");
        Target dirty = new Target(Target.Operator.GE, "九十", "%", null);
        Scene.opened()
                .refused(DRAFTER, request(same, "政策变化", "文件"), INVALID)
                .refused(DRAFTER, request(dirty, "政策变化", "文件"), INVALID)
                .refused(DRAFTER, request(LOWER, " ", "文件"), INVALID)
                .refused(DRAFTER, request(LOWER, "政策变化", null), INVALID)
                .when(DRAFTER, request(LOWER, "政策变化", "文件"));
    }

    @Test
    void isAskedForOnlyWhileTheSectionIsOpen() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        scene.refused(DRAFTER, request("r1"), WRONG_STATE)
                .when(HEAD, scene.sendBack("1.1", "DRAFTER"))
                .when(DRAFTER_2, request("r1"));
        assertThat(scene.section("1.1").contributors()).contains(DRAFTER_2.id());
        assertThat(indicator(scene).openRevision()).isPresent();
    }

    @Test
    void isNotRuledOnByWhoAskedForIt() {
        Person both = Scene.person("both", Scene.ECOLOGY, Role.DRAFTER, Role.PERFORMANCE_OFFICER);
        Scene.opened()
                .when(both, request("r1"))
                .refused(both, grant("r1"), RefusalCode.SEGREGATION_OF_DUTIES)
                .refused(both, reject("不同意"), RefusalCode.SEGREGATION_OF_DUTIES)
                .when(PERFORMANCE, grant("r1"));
    }

    @Test
    void onceApprovedIsItsRequestersContributionInWhateverRound() {
        Scene scene = Scene.opened().when(Scene.DEPUTY, request("r1"));
        scene.when(DRAFTER, Scene.submit("1.1")).when(HEAD, scene.sendBack("1.1", "DRAFTER"));
        scene.when(DRAFTER, Scene.submit("1.1"));
        assertThat(scene.section("1.1").contributors()).doesNotContain(Scene.DEPUTY.id());
        scene.when(PERFORMANCE, grant("r1"));
        assertThat(scene.section("1.1").contributors()).contains(Scene.DEPUTY.id());
    }

    @Test
    void isRejectedWithAReasonAndLeavesTheTarget() {
        Scene scene = Scene.opened().when(DRAFTER, request("r1"));
        scene.refused(PERFORMANCE, reject(null), INVALID)
                .refused(PERFORMANCE, reject(" "), INVALID)
                .when(PERFORMANCE, reject("依据不足"))
                .refused(PERFORMANCE, reject("依据不足"), WRONG_STATE);
        assertThat(indicator(scene).target()).isEqualTo(indicator(scene).originalTarget());
        RevisionState revision = indicator(scene).revision("r1").orElseThrow();
        assertThat(revision.status()).isEqualTo(RevisionState.Status.REJECTED);
        assertThat(revision.settledBy()).isEqualTo(PERFORMANCE.as(Role.PERFORMANCE_OFFICER));
        assertThat(revision.settledReason()).isEqualTo("依据不足");
        assertThat(revision.requestedBy()).isEqualTo(DRAFTER.as(Role.DRAFTER));
    }

    @Test
    void isWithdrawnOnlyByWhoAskedForIt() {
        Scene scene = Scene.opened().when(DRAFTER, request("r1"));
        scene.refused(DRAFTER_2, takeBack("r1"), NOT_PERMITTED)
                .refused(DRAFTER, takeBack("r9"), NOT_FOUND)
                .when(DRAFTER, takeBack("r1"))
                .refused(DRAFTER, takeBack("r1"), WRONG_STATE);
        assertThat(indicator(scene).revision("r1").orElseThrow().status())
                .isEqualTo(RevisionState.Status.WITHDRAWN);
    }

    @Test
    void isSettledInCleanWords() {
        String dirt = "坏\u0000";
        Scene.opened()
                .when(DRAFTER, request("r1"))
                .refused(
                        PERFORMANCE,
                        new RevisionCommand.ApproveRevision(REPORT, "ind-1", "r1", dirt),
                        INVALID)
                .refused(PERFORMANCE, reject(dirt), INVALID)
                .refused(
                        DRAFTER,
                        new RevisionCommand.WithdrawRevision(REPORT, "ind-1", "r1", dirt),
                        INVALID);
    }

    @Test
    void startsTheDeskAgainAfterADecisionAndANewRound() {
        Scene scene =
                Scene.opened().when(DRAFTER, request("r1")).when(DRAFTER, Scene.submit("1.1"));
        scene.through("1.1", HEAD).when(PERFORMANCE, grant("r1"));
        assertThat(scene.section("1.1").position())
                .isEqualTo(new Position.InReview("DEPARTMENT", Role.SECTION_HEAD));
        assertThat(restart(scene).round()).isEqualTo(2);
        assertThat(scene.section("1.1").round()).isEqualTo(2);
        assertThat(scene.section("1.1").deciders()).isEmpty();
        assertThat(scene.section("1.1").contributors()).containsExactly(DRAFTER.id());
        scene.refused(DRAFTER, Scene.withdraw("1.1"), WRONG_STATE).through("1.1", HEAD, DIRECTOR);
    }

    @Test
    void startsTheDeskAgainWhenEveryStepHadApproved() {
        Scene scene =
                Scene.opened().when(DRAFTER, request("r1")).when(DRAFTER, Scene.submit("1.1"));
        scene.through("1.1", HEAD, DIRECTOR).when(PERFORMANCE, grant("r1"));
        assertThat(restart(scene).round()).isEqualTo(2);
        assertThat(restart(scene).desk()).isEqualTo("DEPARTMENT");
        assertThat(scene.section("1.1").position())
                .isEqualTo(new Position.InReview("DEPARTMENT", Role.SECTION_HEAD));
    }

    @Test
    void startsNothingAgainWhereNobodyHasDecided() {
        Scene scene = Scene.opened().when(DRAFTER, request("r1"));
        scene.when(DRAFTER, Scene.submit("1.1")).when(PERFORMANCE, grant("r1"));
        assertThat(scene.history().getLast().event())
                .isInstanceOf(RevisionEvent.RevisionApproved.class);
        assertThat(scene.section("1.1").round()).isEqualTo(1);
        scene.when(DRAFTER, Scene.withdraw("1.1"));
    }

    private static SectionEvent.SectionReviewRestarted restart(Scene scene) {
        return scene.history().stream()
                .map(Recorded::event)
                .filter(SectionEvent.SectionReviewRestarted.class::isInstance)
                .map(SectionEvent.SectionReviewRestarted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ReportCommand request(Target target, String reason, String basis) {
        return new RevisionCommand.RequestRevision(REPORT, "ind-1", "r1", target, reason, basis);
    }

    private static ReportCommand reject(String reason) {
        return new RevisionCommand.RejectRevision(REPORT, "ind-1", "r1", reason);
    }

    static ReportCommand request(String id) {
        return new RevisionCommand.RequestRevision(REPORT, "ind-1", id, LOWER, "政策变化", "粤财预1号");
    }

    static ReportCommand takeBack(String id) {
        return new RevisionCommand.WithdrawRevision(REPORT, "ind-1", id, null);
    }

    static ReportCommand grant(String id) {
        return new RevisionCommand.ApproveRevision(REPORT, "ind-1", id, null);
    }

    private static IndicatorState indicator(Scene scene) {
        return scene.report().indicator("ind-1").orElseThrow();
    }
}
