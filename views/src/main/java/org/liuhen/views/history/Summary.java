package org.liuhen.views.history;

import org.jspecify.annotations.Nullable;
import org.liuhen.views.SectionName;
import org.liuhen.views.Step;
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
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;
import org.liuhen.workflow.Target;

/**
 * One event told in a Chinese sentence, and the little beside it that a reader filters by.
 *
 * @param sentence who did what
 * @param reason in the words of who did it; for an approval or a forwarding, the opinion
 * @param basis the document that a change of target rests on
 * @param section the section it concerns, if it concerns one
 */
record Summary(
        String sentence,
        @Nullable String reason,
        @Nullable String basis,
        @Nullable String section,
        @Nullable String indicator,
        @Nullable String lineItem) {

    /** How much of a reason the sentence itself tells, in characters. */
    private static final int GIST = 60;

    static Summary of(Step step) {
        ReportState report = step.after();
        Told told =
                switch (step.event()) {
                    case ReportOpened _ -> new Told("建立" + quoted(report.title()), null);
                    case ReportForwarded e ->
                            new Told(
                                    "将报告由%s报送至%s"
                                            .formatted(
                                                    desk(report, e.from()), desk(report, e.to())),
                                    e.opinion());
                    case ReportFinalized e ->
                            new Told(desk(report, e.from()) + "审查完毕，报告定稿", e.opinion());
                    case SectionEvent e -> section(report, e);
                    case IndicatorEvent e -> indicator(step, e);
                    case RevisionEvent e -> revision(report, e);
                    case LineItemEvent e -> lineItem(report, e);
                };
        var by = step.envelope().by();
        return new Summary(
                "%s%s %s %s".formatted(by.organisation().name(), by.post(), by.name(), told.what),
                told.reason,
                told.basis,
                told.subject.section,
                told.subject.indicator,
                told.subject.lineItem);
    }

    /** What an event is about. */
    private record Subject(
            @Nullable String section, @Nullable String indicator, @Nullable String lineItem) {
        static final Subject WHOLE_REPORT = new Subject(null, null, null);

        static Subject of(IndicatorState indicator) {
            return new Subject(indicator.section(), indicator.key(), null);
        }
    }

    private record Told(
            String what, @Nullable String reason, @Nullable String basis, Subject subject) {
        Told(String what, @Nullable String reason) {
            this(what, reason, null, Subject.WHOLE_REPORT);
        }

        Told of(Subject about) {
            return new Told(what, reason, basis, about);
        }

        Told on(String document) {
            return new Told(what, reason, document, subject);
        }
    }

    private static Told section(ReportState report, SectionEvent event) {
        String name = section(report, event.section());
        Told told =
                switch (event) {
                    case SectionEdited e ->
                            new Told("修改%s（第%d稿）".formatted(name, e.revision()), null);
                    case SectionSubmitted e -> new Told("提交" + name, e.note());
                    case SectionWithdrawn e -> new Told("撤回" + name, e.reason());
                    case SectionApproved e ->
                            new Told(
                                    "在%s通过%s".formatted(desk(report, e.desk()), name), e.opinion());
                    case SectionReturned e ->
                            new Told(
                                    "退回%s至%s（%d处待改）：%s"
                                            .formatted(
                                                    name,
                                                    desk(report, e.to()),
                                                    e.items().size(),
                                                    gist(e.reason())),
                                    e.reason());
                    case ReturnItemReplied e ->
                            new Told(
                                    "回复%s的第%d项退回意见：%s"
                                            .formatted(name, e.item() + 1, gist(e.text())),
                                    e.text());
                    case SectionReviewRestarted e ->
                            new Told(
                                    "批准的目标值调整改动了%s，%s重新审核".formatted(name, desk(report, e.desk())),
                                    null);
                };
        return told.of(new Subject(event.section(), null, null));
    }

    private static Told indicator(Step step, IndicatorEvent event) {
        IndicatorState now = step.after().indicator(event.indicator()).orElseThrow();
        IndicatorState then =
                step.before() == null ? null : step.before().indicators().get(event.indicator());
        String name = quoted(now.name());
        Told told =
                switch (event) {
                    case ActualSubmitted e ->
                            new Told(
                                    then != null && e.actual().equals(then.actual())
                                            ? "修改指标%s完成值说明".formatted(name)
                                            : "填报指标%s完成值%s".formatted(name, shown(e.actual())),
                                    e.reason() != null ? e.reason() : e.explanation());
                    case ActualCorrected e ->
                            new Told(
                                    "更正指标%s完成值：%s改为%s"
                                            .formatted(
                                                    name,
                                                    then == null ? "空" : shown(then.actual()),
                                                    shown(e.actual())),
                                    e.reason());
                };
        return told.of(Subject.of(now));
    }

    private static Told revision(ReportState report, RevisionEvent event) {
        IndicatorState indicator = report.indicator(event.indicator()).orElseThrow();
        String name = quoted(indicator.name());
        Told told =
                switch (event) {
                    case RevisionRequested e ->
                            new Told(
                                            "申请将指标%s目标值由%s调整为%s，依据：%s"
                                                    .formatted(
                                                            name,
                                                            shown(indicator.target()),
                                                            shown(e.target()),
                                                            gist(e.basis())),
                                            e.reason())
                                    .on(e.basis());
                    case RevisionApproved e ->
                            new Told(
                                    "同意指标%s目标值调整为%s".formatted(name, shown(indicator.target())),
                                    e.reason());
                    case RevisionRejected e -> new Told("不同意指标" + name + "目标值调整", e.reason());
                    case RevisionWithdrawn e -> new Told("撤回指标" + name + "目标值调整申请", e.reason());
                };
        return told.of(Subject.of(indicator));
    }

    private static Told lineItem(ReportState report, LineItemEvent event) {
        LineItemState line = report.lineItem(event.lineItem()).orElseThrow();
        Told told =
                switch (event) {
                    case ExpenditureRecorded e ->
                            new Told(
                                    "登记资金项目%s：年初预算%s，调整预算%s，支出%s"
                                            .formatted(
                                                    quoted(line.name()),
                                                    shown(e.initialBudget(), line.unit()),
                                                    shown(e.adjustedBudget(), line.unit()),
                                                    shown(e.executed(), line.unit())),
                                    e.reason());
                };
        return told.of(new Subject(line.section(), null, line.key()));
    }

    private static String section(ReportState report, String key) {
        return quoted(SectionName.of(report.section(key).orElseThrow()));
    }

    private static String gist(String text) {
        return text.codePointCount(0, text.length()) <= GIST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, GIST)) + "…";
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
