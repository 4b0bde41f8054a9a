package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;
import static org.liuhen.workflow.Scene.DRAFTER;
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
