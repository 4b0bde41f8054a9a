package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a report. */
public sealed interface ReportCommand
        permits ReportCommand.OpenReport,
                ReportCommand.ForwardReport,
                SectionCommand,
                IndicatorCommand,
                RevisionCommand,
                LineItemCommand {

    /** The report it is addressed to. */
    String reportId();

    /** Opens a department's report of one year with all that is known of it. */
    record OpenReport(ReportDocument document) implements ReportCommand {
        @Override
        public String reportId() {
            return document.reportId();
        }
    }

    /** Moves the whole report past its desk, once every section is approved there. */
    record ForwardReport(String reportId, @Nullable String opinion) implements ReportCommand {}
}
