package org.liuhen.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.Upcasting;
import org.liuhen.seal.StoredEvent;
import org.liuhen.views.Step;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;

/**
 * An event as it was stored, and what its bytes say. Whatever is folded is read from these bytes,
 * so that what was held against the seal is what is shown.
 */
public final class Stored {
    private final StoredEvent row;
    private final Upcasting upcasting;
    private volatile @Nullable Facts facts;

    public Stored(StoredEvent row) {
        this(row, Upcasting.present());
    }

    Stored(StoredEvent row, Upcasting upcasting) {
        this.row = row;
        this.upcasting = upcasting;
    }

    private record Facts(ReportEvent event, Envelope envelope, Instant at) {}

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
        Facts read = read();
        return new Recorded(read.event, read.envelope.by(), read.at);
    }

    Step step(@Nullable ReportState before, ReportState after) {
        Facts read = read();
        return new Step(row.text("event_id"), read.event, read.envelope, read.at, before, after);
    }

    private Facts read() {
        Facts read = facts;
        if (read == null) {
            read =
                    new Facts(
                            upcasting.read(
                                    row.text("name"), row.text("revision"), row.bytes("payload")),
                            Envelope.read(row.bytes("metadata")),
                            at());
            facts = read;
        }
        return read;
    }
}
