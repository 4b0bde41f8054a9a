package org.liuhen.workflow;

import static org.liuhen.workflow.ForgedEvents.atTheEnd;
import static org.liuhen.workflow.ForgedEvents.edited;
import static org.liuhen.workflow.ForgedEvents.returned;
import static org.liuhen.workflow.ForgedEvents.sentBack;
import static org.liuhen.workflow.Impossible.other;
import static org.liuhen.workflow.Impossible.refused;
import static org.liuhen.workflow.Objection.Kind.OTHER_CONTENT;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;

import java.util.ArrayList;
import java.util.List;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

/** What nobody can have written, handed in or forwarded. */
final class ImpossibleWriting {
    private ImpossibleWriting() {}

    /** Opening, forwarding, writing, handing in. */
    static List<Impossible> all() {
        List<Impossible> all = new ArrayList<>();
        opening(all);
        forwarding(all);
        writing(all);
        handingIn(all);
        return all;
    }

    private static void opening(List<Impossible> all) {
        Scene empty = new Scene();
        ReportDocument document = Scene.document("1.1");
        ReportOpened opened = new ReportOpened(document, Route.SELF_EVALUATION);
        all.add(refused("opened by a section head", empty, opened, HEAD, "只有本部门的填报人"));
        all.add(refused("opened by another office", empty, opened, Scene.WATER_DRAFTER, "本部门的填报人"));
        Route shorter = new Route(Route.SELF_EVALUATION.desks().subList(0, 1));
        all.add(
                other(
                        "opened with a route that no rules have",
                        empty,
                        new ReportOpened(document, shorter),
                        DRAFTER,
                        "路线为"));
        all.add(refused("opened a second time", Scene.opened(), opened, DRAFTER, "已经建立"));
    }

    private static void forwarding(List<Impossible> all) {
        ReportForwarded toFinance = new ReportForwarded("DEPARTMENT", "FINANCE_BUREAU", null);
        Scene approved = Scene.opened();
        for (String key : List.of("1.1", "1.2")) {
            approved.when(DRAFTER, Scene.submit(key)).through(key, HEAD, DIRECTOR);
        }
        all.add(
                refused(
                        "forwarded with unapproved sections",
                        Scene.opened(),
                        toFinance,
                        DIRECTOR,
                        "还有2个章节没有通过"));
        all.add(refused("forwarded by a drafter", approved, toFinance, DRAFTER, "请由局领导办理"));
        all.add(
                other(
                        "forwarded past a desk",
                        approved,
                        new ReportForwarded("DEPARTMENT", "PEOPLES_CONGRESS", null),
                        DIRECTOR,
                        "应记“由DEPARTMENT报送至FINANCE_BUREAU”"));
        all.add(
                other(
                        "final at the first desk",
                        approved,
                        new ReportFinalized("DEPARTMENT", null),
                        DIRECTOR,
                        "应记“由DEPARTMENT报送至FINANCE_BUREAU”"));
    }

    private static void writing(List<Impossible> all) {
        all.add(
                refused(
                        "edited under review",
                        Scene.opened().when(DRAFTER, Scene.submit("1.1")),
                        edited("1.1", 2),
                        DRAFTER,
                        "正在审核，不能修改"));
        all.add(refused("edited after the end", atTheEnd(), edited("1.1", 2), DRAFTER, "已经定稿"));
        all.add(
                refused(
                        "edited by another office",
                        Scene.opened(),
                        edited("1.1", 2),
                        Scene.WATER_DRAFTER,
                        "没有找到这份报告"));
        all.add(
                other(
                        "a revision that jumps",
                        Scene.opened(),
                        edited("1.1", 7),
                        DRAFTER,
                        "应记“章节1.1的第2稿”，记录的是“章节1.1的第7稿”"));
        all.add(
                refused(
                        "edited what is not there",
                        Scene.opened(),
                        edited("9.9", 2),
                        DRAFTER,
                        "9.9"));
        all.add(
                new Impossible(
                        "edited and left as it was",
                        Scene.opened(),
                        new SectionEdited(
                                "1.1", List.of(new Block(Block.Kind.PARAGRAPH, "正文1.1")), 2),
                        DRAFTER,
                        Role.DRAFTER,
                        Objection.Kind.NO_CHANGE,
                        "与原有的相同"));
        all.add(
                refused(
                        "a reply to an item that was not asked for",
                        returned(),
                        new ReturnItemReplied("1.1", 2, 7, "已核对"),
                        DRAFTER,
                        "退回意见共1项"));
        all.add(
                new Impossible(
                        "returned for nothing that can be named",
                        Scene.opened().when(DRAFTER, Scene.submit("1.1")),
                        sentBack(Scene.opened(), Desk.DRAFTER, null),
                        HEAD,
                        Role.SECTION_HEAD,
                        Objection.Kind.UNDECIDABLE,
                        "任何办理都不会有"));
        all.add(
                refused(
                        "a reply of a round that is over",
                        returned(),
                        new ReturnItemReplied("1.1", 1, 0, "已核对"),
                        DRAFTER,
                        "又被退回"));
    }

    private static void handingIn(List<Impossible> all) {
        Scene open = Scene.opened();
        Scene waiting = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        String digest = open.digest("1.1");
        all.add(
                refused(
                        "submitted under review",
                        waiting,
                        new SectionSubmitted("1.1", 1, digest, null),
                        DRAFTER,
                        "不必重复提交"));
        all.add(
                other(
                        "submitted in another round",
                        open,
                        new SectionSubmitted("1.1", 2, digest, null),
                        DRAFTER,
                        "第1轮"));
        all.add(
                new Impossible(
                        "submitted with other content",
                        open,
                        new SectionSubmitted("1.1", 1, open.digest("1.2"), null),
                        DRAFTER,
                        Role.DRAFTER,
                        OTHER_CONTENT,
                        digest));
        all.add(
                refused(
                        "withdrawn by another drafter",
                        waiting,
                        new SectionWithdrawn("1.1", null),
                        Scene.DRAFTER_2,
                        "只有提交人本人"));
        all.add(
                refused(
                        "withdrawn without being submitted",
                        open,
                        new SectionWithdrawn("1.1", null),
                        DRAFTER,
                        "尚未提交"));
    }
}
