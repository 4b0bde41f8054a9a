package org.liuhen.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Fact;
import org.liuhen.contracts.Upcasting;
import org.liuhen.seal.StoredEvent;
import org.liuhen.views.Step;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.ReportState;

/**
 * An event as it was stored, and what its bytes say. Whatever is folded is read from these bytes,
 * so that what was held against the seal is what is shown.
 */
public final class Stored {
    private final StoredEvent row;
    private final Upcasting upcasting;
    private volatile @Nullable Fact fact;

    public Stored(StoredEvent row) {
        this(row, Upcasting.present());
    }

    Stored(StoredEvent row, Upcasting upcasting) {
        this.row = row;
        this.upcasting = upcasting;
    }

    /** Every column of it. */
    public StoredEvent row() {
        return row;
    }

    String reportId() {
        return row.text("report_id");
    }

    /** The report's version after it. */
    long version() {
        return row.version();
    }

    Instant at() {
        return Instant.parse(row.text("recorded_at"));
    }

    Recorded recorded() {
        return read().recorded();
    }

    Step step(@Nullable ReportState before, ReportState after) {
        Fact read = read();
        return new Step(
                row.text("event_id"), read.event(), read.envelope(), read.at(), before, after);
    }

    private Fact read() {
        Fact read = fact;
        if (read == null) {
            read =
                    Fact.read(
                            upcasting,
                            row.text("name"),
                            row.text("revision"),
                            row.text("recorded_at"),
                            row.bytes("payload"),
                            row.bytes("metadata"));
            fact = read;
        }
        return read;
    }
}
