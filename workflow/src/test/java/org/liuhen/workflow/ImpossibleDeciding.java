package org.liuhen.workflow;

import static org.liuhen.workflow.ForgedEvents.TARGET;
import static org.liuhen.workflow.ForgedEvents.approved;
import static org.liuhen.workflow.ForgedEvents.asked;
import static org.liuhen.workflow.ForgedEvents.sentBack;
import static org.liuhen.workflow.Impossible.other;
import static org.liuhen.workflow.Impossible.refused;
import static org.liuhen.workflow.Objection.Kind.OTHER_CONTENT;
import static org.liuhen.workflow.Objection.Kind.WITHOUT_CAUSE;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REPORT;

import java.util.ArrayList;
import java.util.List;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;

/** What nobody can have decided or filled in. */
final class ImpossibleDeciding {
    private static final Actual REACHED = new Actual("95", "%");

    private ImpossibleDeciding() {}

    /** Reviewing, figures, targets. */
    static List<Impossible> all() {
        List<Impossible> all = new ArrayList<>();
        reviewing(all);
        figures(all);
        targets(all);
        return all;
    }

    private static void reviewing(List<Impossible> all) {
        Scene waiting = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        Scene finance = Scene.opened().atFinance();
        all.add(
                refused(
                        "a section head approves at the finance bureau",
                        finance,
                        approved(finance, "FINANCE_BUREAU", Role.BUDGET_OFFICER, 1),
                        HEAD,
                        "请由财政局预算科经办人办理"));
        all.add(
                other(
                        "another desk",
                        finance,
                        approved(finance, "PEOPLES_CONGRESS", Role.BUDGET_OFFICER, 1),
                        BUDGET,
                        "FINANCE_BUREAU的财政局预算科经办人"));
        all.add(
                other(
                        "another step",
                        waiting,
                        approved(waiting, "DEPARTMENT", Role.DIRECTOR, 1),
                        HEAD,
                        "DEPARTMENT的科室负责人"));
        all.add(
                other(
                        "another round",
                        waiting,
                        approved(waiting, "DEPARTMENT", Role.SECTION_HEAD, 2),
                        HEAD,
                        "第1轮"));
        all.add(
                refused(
                        "approved while it is written",
                        Scene.opened(),
                        approved(Scene.opened(), "DEPARTMENT", Role.SECTION_HEAD, 1),
                        HEAD,
                        "还在填报人手中"));
        Scene own = Scene.opened().edit(Scene.DEPUTY, "1.1", "副职改的");
        own.when(DRAFTER, Scene.submit("1.1"));
        all.add(
                refused(
                                "approved by whoever wrote it",
                                own,
                                approved(own, "DEPARTMENT", Role.SECTION_HEAD, 1),
                                Scene.DEPUTY,
                                "不能审核自己填报的内容")
                        .as(Role.SECTION_HEAD));
        Scene once = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        once.through("1.1", Scene.DEPUTY);
        all.add(
                refused(
                                "decided twice in a round",
                                once,
                                approved(once, "DEPARTMENT", Role.DIRECTOR, 1),
                                Scene.DEPUTY,
                                "同一人在一轮中只能审核一个环节")
                        .as(Role.DIRECTOR));
        all.add(
                new Impossible(
                        "approved other content",
                        waiting,
                        new SectionApproved(
                                "1.1",
                                "DEPARTMENT",
                                Role.SECTION_HEAD,
                                1,
                                waiting.digest("1.2"),
                                null),
                        HEAD,
                        Role.SECTION_HEAD,
                        OTHER_CONTENT,
                        waiting.digest("1.1")));
        all.add(
                refused(
                        "returned to a desk it may not return to",
                        waiting,
                        sentBack(waiting, "FINANCE_BUREAU", "0"),
                        HEAD,
                        "不能退回到此处"));
        all.add(
                refused(
                        "returned for what is not there",
                        waiting,
                        sentBack(waiting, Desk.DRAFTER, "99"),
                        HEAD,
                        "不是本章节的段落序号"));
        all.add(
                new Impossible(
                        "began anew by itself",
                        finance,
                        new SectionReviewRestarted("1.1", "FINANCE_BUREAU", 2, "r1"),
                        PERFORMANCE,
                        Role.PERFORMANCE_OFFICER,
                        WITHOUT_CAUSE,
                        "不会单独发生"));
    }

    private static void figures(List<Impossible> all) {
        Scene given =
                Scene.opened()
                        .when(
                                DRAFTER,
                                new IndicatorCommand.SubmitActual(
                                        REPORT, "ind-1", REACHED, null, null));
        all.add(
                other(
                        "a correction of nothing",
                        Scene.opened(),
                        new ActualCorrected("ind-1", REACHED, null, "更正"),
                        DRAFTER,
                        "应记“填报指标ind-1的完成值”"));
        all.add(
                other(
                        "a correction that is not called one",
                        given,
                        new ActualSubmitted("ind-1", new Actual("99", "%"), null, "更正"),
                        DRAFTER,
                        "应记“更正指标ind-1的完成值”"));
        all.add(
                refused(
                        "a correction without a reason",
                        given,
                        new ActualCorrected("ind-1", new Actual("99", "%"), null, " "),
                        DRAFTER,
                        "更正原因"));
        all.add(
                refused(
                        "money recorded by a reviewer",
                        Scene.opened(),
                        new ExpenditureRecorded("li-1", "1", null, "1", null),
                        HEAD,
                        "请由填报人办理"));
    }

    private static void targets(List<Impossible> all) {
        Scene asked = asked();
        all.add(
                refused(
                        "a target that changes without being asked for",
                        Scene.opened(),
                        new RevisionApproved("ind-1", "r1", null),
                        PERFORMANCE,
                        "没有找到"));
        all.add(
                refused(
                        "asked for twice",
                        asked,
                        new RevisionRequested("ind-1", "r2", TARGET, "理由", "依据"),
                        DRAFTER,
                        "已有一项调整申请"));
        all.add(
                refused(
                        "refused by a drafter",
                        asked,
                        new RevisionRejected("ind-1", "r1", "依据不足"),
                        DRAFTER,
                        "请由财政局绩效科经办人办理"));
        all.add(
                refused(
                        "taken back by another",
                        asked,
                        new RevisionWithdrawn("ind-1", "r1", null),
                        Scene.DRAFTER_2,
                        "只有申请人本人"));
    }
}
