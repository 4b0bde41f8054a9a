package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;

import java.util.List;
import java.util.Objects;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;

/** What an indicator reached, and why it fell short. */
final class Indicator {
    private Indicator() {}

    static List<ReportEvent> decide(ReportState report, IndicatorCommand command) {
        IndicatorState indicator = find(report, command.indicator());
        Section.refuseUnlessOpen(report, indicator.section());
        return switch (command) {
            case SubmitActual c -> submit(indicator, c);
        };
    }

    static ReportState evolve(ReportState report, IndicatorEvent event, Actor by) {
        IndicatorState indicator = find(report, event.indicator());
        return report.with(indicator.reached(event.actual(), event.explanation()))
                .contributed(indicator.section(), by);
    }

    static IndicatorState find(ReportState report, String key) {
        return report.indicator(key)
                .orElseThrow(() -> Refused.because(NOT_FOUND, "报告中没有编号为“%s”的指标，请核对。", key));
    }

    private static List<ReportEvent> submit(IndicatorState indicator, SubmitActual c) {
        Actual given = indicator.actual();
        boolean changes = indicator.onceGiven() && !c.actual().equals(given);
        boolean stale = c.basedOn() != null && !c.basedOn().equals(indicator.row());
        Faults faults = new Faults();
        faults.decimal("value", c.actual().value());
        faults.name("unit", c.actual().unit());
        faults.text("reason", c.reason());
        faults.text("explanation", c.explanation());
        if (c.actual().value() == null) {
            faults.required("explanation", c.explanation(), "没有完成值的说明");
        }
        if (changes && !stale) {
            faults.required("reason", c.reason(), "更正原因：完成值填报之后改动须说明理由");
        }
        faults.throwIfAny();
        if (c.actual().equals(given) && Objects.equals(c.explanation(), indicator.explanation())) {
            return List.of();
        }
        if (stale) {
            throw Refused.because(
                    EDIT_CONFLICT, "您打开之后，指标“%s”的填报内容已有人改过，请对照最新内容后再保存。", indicator.name());
        }
        return changes
                ? List.of(
                        new ActualCorrected(
                                indicator.key(),
                                c.actual(),
                                c.explanation(),
                                String.valueOf(c.reason())))
                : List.of(
                        new ActualSubmitted(
                                indicator.key(), c.actual(), c.explanation(), c.reason()));
    }
}
