package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;

import java.util.List;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;

/** What was budgeted and spent on one line. */
final class LineItem {
    private LineItem() {}

    static List<ReportEvent> decide(ReportState report, LineItemCommand command) {
        LineItemState line = find(report, command.lineItem());
        Section.refuseUnlessOpen(report, line.section());
        return switch (command) {
            case RecordExpenditure c -> record(line, c);
        };
    }

    static ReportState evolve(ReportState report, LineItemEvent event, Actor by) {
        LineItemState line = find(report, event.lineItem());
        return switch (event) {
            case ExpenditureRecorded e ->
                    report.with(line.recorded(e)).contributed(line.section(), by);
        };
    }

    private static LineItemState find(ReportState report, String key) {
        return report.lineItem(key)
                .orElseThrow(() -> Refused.because(NOT_FOUND, "报告中没有编号为“%s”的资金项目，请核对。", key));
    }

    private static List<ReportEvent> record(LineItemState line, RecordExpenditure c) {
        Faults faults = new Faults();
        faults.decimal("initialBudget", c.initialBudget());
        faults.decimal("adjustedBudget", c.adjustedBudget());
        faults.decimal("executed", c.executed());
        faults.text("reason", c.reason());
        faults.throwIfAny();
        ExpenditureRecorded recorded =
                new ExpenditureRecorded(
                        line.key(),
                        c.initialBudget(),
                        c.adjustedBudget(),
                        c.executed(),
                        c.reason());
        if (line.recorded(recorded).equals(line)) {
            return List.of();
        }
        if (c.basedOn() != null && !c.basedOn().equals(line.row())) {
            throw Refused.because(
                    EDIT_CONFLICT, "您打开之后，资金项目“%s”的数额已有人改过，请对照最新内容后再保存。", line.name());
        }
        return List.of(recorded);
    }
}
