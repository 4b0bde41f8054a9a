package org.liuhen.contracts;

import java.util.List;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;
import org.liuhen.workflow.Target;

/** One event of every kind, every part filled. */
final class SampleEvents {
    private static final String DIGEST = "sha-256:" + "0f".repeat(32);
    private static final Target TARGET = new Target(Target.Operator.LE, "35", "微克/立方米", "不大于35");

    private SampleEvents() {}

    static List<ReportEvent> all() {
        return List.of(
                new ReportOpened(document(), Route.SELF_EVALUATION),
                new ReportForwarded("DEPARTMENT", "FINANCE_BUREAU", "同意报送"),
                new ReportFinalized("PEOPLES_CONGRESS", "审查无异议"),
                new SectionEdited("2.2", List.of(new Block(Block.Kind.PARAGRAPH, "正文")), 2),
                new SectionSubmitted("2.2", 1, DIGEST, "请审核"),
                new SectionWithdrawn("2.2", "再核对一处"),
                new SectionApproved("2.2", "DEPARTMENT", Role.SECTION_HEAD, 1, DIGEST, "同意"),
                new SectionReturned(
                        "2.2",
                        "FINANCE_BUREAU",
                        Role.BUDGET_OFFICER,
                        1,
                        DIGEST,
                        "DRAFTER",
                        "数字有误",
                        List.of(new ReturnItem("ind-17", "单位应为微克"))),
                new ReturnItemReplied("2.2", 2, 0, "已改为微克/立方米"),
                new SectionReviewRestarted("2.2", "FINANCE_BUREAU", 2, "r-1"),
                new ActualSubmitted("ind-17", new Actual("22.8", "微克/立方米"), "达标", "按年报填报"),
                new ActualCorrected("ind-17", new Actual("23.5", "微克/立方米"), null, "监测数据更正"),
                new RevisionRequested("ind-17", "r-1", TARGET, "政策变化", "粤财预〔2023〕1号"),
                new RevisionApproved("ind-17", "r-1", "同意调整"),
                new RevisionRejected("ind-17", "r-1", "依据不足"),
                new RevisionWithdrawn("ind-17", "r-1", "不再需要"),
                new ExpenditureRecorded("li-total", "7,968.73", null, "6,771.02", "决算数"));
    }

    static ReportDocument document() {
        return new ReportDocument(
                "jiangmen-ecology",
                2023,
                ReportType.DEPARTMENT_OVERALL,
                "绩效自评报告",
                List.of(
                        new ReportDocument.SectionDraft(
                                "2.2",
                                "（二）",
                                "履职效能分析",
                                "二、绩效自评情况",
                                List.of(new Block(Block.Kind.HEADING, "1、产出")))),
                List.of(
                        new ReportDocument.IndicatorDraft(
                                "ind-17", "2.2", Category.ECOLOGICAL, "PM2.5", TARGET, null)),
                List.of(
                        new ReportDocument.LineItemDraft(
                                "li-total",
                                "2.2",
                                "整体支出",
                                null,
                                Relation.PART,
                                "万元",
                                "7,968.73",
                                null,
                                "6,771.02",
                                "84.97%")));
    }
}
