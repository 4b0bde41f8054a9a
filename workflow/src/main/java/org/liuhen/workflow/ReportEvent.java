package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a report. */
public sealed interface ReportEvent
        permits ReportEvent.ReportOpened,
                ReportEvent.ReportForwarded,
                ReportEvent.ReportFinalized,
                SectionEvent,
                IndicatorEvent,
                RevisionEvent,
                LineItemEvent {

    /**
     * A department opened its report.
     *
     * @param route the way this report goes, whatever the rules become later
     */
    record ReportOpened(ReportDocument document, Route route) implements ReportEvent {}

    /** Every section entered the first step of {@code to}. */
    record ReportForwarded(String from, String to, @Nullable String opinion)
            implements ReportEvent {}

    /** The report passed its last desk; nothing follows. */
    record ReportFinalized(String from, @Nullable String opinion) implements ReportEvent {}
}
