package org.liuhen.query.history;

import org.jspecify.annotations.Nullable;
import org.liuhen.query.Step;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;

/**
 * One event told in a Chinese sentence, and the little beside it that a reader filters by.
 *
 * @param sentence who did what
 * @param reason in the words of who did it; for an approval or a forwarding, the opinion
 * @param section the section it concerns, if it concerns one
 */
record Summary(String sentence, @Nullable String reason, @Nullable String section) {

    static Summary of(Step step) {
        ReportState report = step.after();
        Told told =
                switch (step.event()) {
                    case ReportOpened _ -> new Told("建立" + quoted(report.title()), null, null);
                    case ReportForwarded e ->
                            new Told(
                                    "将报告由%s报送至%s"
                                            .formatted(
                                                    desk(report, e.from()), desk(report, e.to())),
                                    e.opinion(),
                                    null);
                    case ReportFinalized e ->
                            new Told(desk(report, e.from()) + "审查完毕，报告定稿", e.opinion(), null);
                    case SectionEvent e -> section(report, e);
                    case IndicatorEvent e -> indicator(step, e);
                    case RevisionEvent e -> revision(report, e);
                    case LineItemEvent e -> lineItem(report, e);
                };
        var by = step.envelope().by();
        return new Summary(
                "%s%s %s %s".formatted(by.organisation().name(), by.post(), by.name(), told.what),
                told.reason,
                told.section);
    }

    private record Told(String what, @Nullable String reason, @Nullable String section) {}

    private static Told section(ReportState report, SectionEvent event) {
        String name = section(report, event.section());
        return switch (event) {
            case SectionEdited e ->
                    new Told("修改%s（第%d稿）".formatted(name, e.revision()), null, e.section());
            case SectionSubmitted e -> new Told("提交" + name, e.note(), e.section());
            case SectionWithdrawn e -> new Told("撤回" + name, e.reason(), e.section());
            case SectionApproved e ->
                    new Told(
                            "在%s通过%s".formatted(desk(report, e.desk()), name),
                            e.opinion(),
                            e.section());
            case SectionReturned e ->
                    new Told(
                            "退回%s至%s（%d处待改）"
                                    .formatted(name, desk(report, e.to()), e.items().size()),
                            e.reason(),
                            e.section());
            case SectionReviewRestarted e ->
                    new Told(
                            "批准的目标值调整改动了%s，%s重新审核".formatted(name, desk(report, e.desk())),
                            null,
                            e.section());
        };
    }

    private static Told indicator(Step step, IndicatorEvent event) {
        IndicatorState now = step.after().indicator(event.indicator()).orElseThrow();
        IndicatorState then =
                step.before() == null ? null : step.before().indicators().get(event.indicator());
        String name = quoted(now.name());
        return switch (event) {
            case ActualSubmitted e ->
                    new Told(
                            then != null && e.actual().equals(then.actual())
                                    ? "修改指标%s完成值说明".formatted(name)
                                    : "填报指标%s完成值%s".formatted(name, shown(e.actual())),
                            e.reason() != null ? e.reason() : e.explanation(),
                            now.section());
            case ActualCorrected e ->
                    new Told(
                            "更正指标%s完成值：%s改为%s"
                                    .formatted(
                                            name,
                                            then == null ? "空" : shown(then.actual()),
                                            shown(e.actual())),
                            e.reason(),
                            now.section());
        };
    }

    private static Told revision(ReportState report, RevisionEvent event) {
        IndicatorState indicator = report.indicator(event.indicator()).orElseThrow();
        String name = quoted(indicator.name());
        return switch (event) {
            case RevisionRequested e ->
                    new Told(
                            "申请将指标%s目标值由%s调整为%s，依据：%s"
                                    .formatted(
                                            name,
                                            shown(indicator.target()),
                                            shown(e.target()),
                                            e.basis()),
                            e.reason(),
                            indicator.section());
            case RevisionApproved e ->
                    new Told(
                            "同意指标%s目标值调整为%s".formatted(name, shown(indicator.target())),
                            e.reason(),
                            indicator.section());
            case RevisionRejected e ->
                    new Told("不同意指标" + name + "目标值调整", e.reason(), indicator.section());
            case RevisionWithdrawn e ->
                    new Told("撤回指标" + name + "目标值调整申请", e.reason(), indicator.section());
        };
    }

    private static Told lineItem(ReportState report, LineItemEvent event) {
        LineItemState line = report.lineItem(event.lineItem()).orElseThrow();
        return switch (event) {
            case ExpenditureRecorded e ->
                    new Told(
                            "登记资金项目%s：年初预算%s，调整预算%s，支出%s"
                                    .formatted(
                                            quoted(line.name()),
                                            shown(e.initialBudget(), line.unit()),
                                            shown(e.adjustedBudget(), line.unit()),
                                            shown(e.executed(), line.unit())),
                            e.reason(),
                            line.section());
        };
    }

    private static String section(ReportState report, String key) {
        SectionState section = report.section(key).orElseThrow();
        String number = section.printedNumber();
        return quoted((number == null ? "" : number) + section.title());
    }

    private static String desk(ReportState report, String key) {
        return key.equals(Desk.DRAFTER) ? "填报人" : report.route().desk(key).title();
    }

    private static String shown(@Nullable Target target) {
        if (target == null) {
            return "空";
        }
        return target.value() == null && target.text() != null
                ? quoted(target.text())
                : shown(target.value(), target.unit());
    }

    private static String shown(@Nullable Actual actual) {
        return actual == null ? "空" : shown(actual.value(), actual.unit());
    }

    private static String shown(@Nullable String value, @Nullable String unit) {
        return value == null ? "空" : value + (unit == null ? "" : unit);
    }

    private static String quoted(String name) {
        return "“" + name + "”";
    }
}
