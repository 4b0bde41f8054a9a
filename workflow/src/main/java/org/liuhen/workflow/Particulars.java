package org.liuhen.workflow;

import java.util.Locale;
import java.util.Optional;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

/** What the rules put into an event of their own accord, in words to compare. */
final class Particulars {
    private Particulars() {}

    static String of(ReportEvent event) {
        return switch (event) {
            case ReportOpened e -> words("建立报告，路线为%s", e.route().desks());
            case ReportForwarded e -> words("由%s报送至%s", e.from(), e.to());
            case ReportFinalized e -> words("由%s定稿", e.from());
            case SectionEdited e -> words("章节%s的第%d稿", e.section(), e.revision());
            case SectionSubmitted e -> words("提交章节%s，第%d轮", e.section(), e.round());
            case SectionWithdrawn e -> words("撤回章节%s", e.section());
            case ReturnItemReplied e -> words("回复章节%s第%d轮的退回意见", e.section(), e.round());
            case SectionApproved e ->
                    words("通过章节%s，%s的%s，第%d轮", e.section(), e.desk(), e.step().title(), e.round());
            case SectionReturned e ->
                    words("退回章节%s，%s的%s，第%d轮", e.section(), e.desk(), e.step().title(), e.round());
            case SectionReviewRestarted e ->
                    words(
                            "章节%s在%s重新审核，第%d轮，因调整申请%s",
                            e.section(), e.desk(), e.round(), e.revisionId());
            case ActualSubmitted e -> words("填报指标%s的完成值", e.indicator());
            case ActualCorrected e -> words("更正指标%s的完成值", e.indicator());
            case RevisionRequested e -> words("申请调整指标%s的目标值", e.indicator());
            case RevisionApproved e -> words("同意调整指标%s的目标值", e.indicator());
            case RevisionRejected e -> words("不同意调整指标%s的目标值", e.indicator());
            case RevisionWithdrawn e -> words("撤回指标%s的调整申请", e.indicator());
            case ExpenditureRecorded e -> words("登记资金项目%s", e.lineItem());
        };
    }

    /** The digest of the content that the event says it is about; a forged one may have none. */
    static Optional<String> digest(ReportEvent event) {
        return switch (event) {
            case SectionSubmitted e -> Optional.ofNullable(e.digest());
            case SectionApproved e -> Optional.ofNullable(e.digest());
            case SectionReturned e -> Optional.ofNullable(e.digest());
            case ReportOpened _,
                    ReportForwarded _,
                    ReportFinalized _,
                    SectionEdited _,
                    SectionWithdrawn _,
                    ReturnItemReplied _,
                    SectionReviewRestarted _,
                    IndicatorEvent.ActualSubmitted _,
                    IndicatorEvent.ActualCorrected _,
                    RevisionEvent.RevisionRequested _,
                    RevisionEvent.RevisionApproved _,
                    RevisionEvent.RevisionRejected _,
                    RevisionEvent.RevisionWithdrawn _,
                    LineItemEvent.ExpenditureRecorded _ ->
                    Optional.empty();
        };
    }

    private static String words(String words, Object... details) {
        return String.format(Locale.ROOT, words, details);
    }
}
