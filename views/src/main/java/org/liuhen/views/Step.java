package org.liuhen.views;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;

/**
 * One event of a report, with the report before and after it.
 *
 * @param before absent where the event opens the report
 */
public record Step(
        String eventId,
        ReportEvent event,
        Envelope envelope,
        Instant at,
        @Nullable ReportState before,
        ReportState after) {

    public String reportId() {
        return after.reportId();
    }

    /** The report's version after the event. */
    public long version() {
        return after.version();
    }
}
