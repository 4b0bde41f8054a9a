package org.liuhen.workflow;

import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REPORT;

import java.util.List;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;

/** Events as a forger writes them, and reports to write them into. */
final class ForgedEvents {
    static final Target TARGET = new Target(Target.Operator.GE, "90", "%", "达到90%");

    private ForgedEvents() {}

    static SectionEdited edited(String section, int revision) {
        return new SectionEdited(
                section, List.of(new Block(Block.Kind.PARAGRAPH, "另一段")), revision);
    }

    static SectionApproved approved(Scene scene, String desk, Role step, int round) {
        return new SectionApproved("1.1", desk, step, round, scene.digest("1.1"), null);
    }

    static SectionReturned sentBack(Scene scene, String to, String ref) {
        return new SectionReturned(
                "1.1",
                "DEPARTMENT",
                Role.SECTION_HEAD,
                1,
                scene.digest("1.1"),
                to,
                "数字有误",
                List.of(new ReturnItem(ref, "请核对")));
    }

    static Scene returned() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        return scene.when(HEAD, scene.sendBack("1.1", Desk.DRAFTER));
    }

    static Scene asked() {
        return Scene.opened()
                .when(
                        DRAFTER,
                        new RevisionCommand.RequestRevision(
                                REPORT, "ind-1", "r1", TARGET, "理由", "依据"));
    }

    static Scene restarted() {
        return asked().atFinance()
                .through("1.1", BUDGET)
                .when(
                        PERFORMANCE,
                        new RevisionCommand.ApproveRevision(REPORT, "ind-1", "r1", null));
    }

    static Scene atTheEnd() {
        Scene scene = Scene.opened().atCongress();
        for (String key : List.of("1.1", "1.2")) {
            scene.through(key, Scene.REVIEWER);
        }
        return scene.when(Scene.REVIEWER, Scene.forward());
    }
}
