package org.liuhen.verifier.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Fact;
import org.liuhen.contracts.Upcasting;
import org.liuhen.views.Step;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;

/** A row of the record. */
record Stored(
        @Nullable String position,
        String eventId,
        String reportId,
        long sequence,
        @Nullable String streamType,
        String recordedAt,
        String name,
        String revision,
        Bytes payload,
        Bytes metadata) {
    static final String SELECT =
            """
            SELECT position::text, event_id, report_id, sequence, stream_type, recorded_at, name,
                revision, payload, metadata
            FROM record.event\
            """;

    /** Stored bytes. */
    @SuppressWarnings("ArrayRecordComponent") // passed on as they are, never compared as a record
    record Bytes(byte[] all) {}

    static Stored of(ResultSet row) throws SQLException {
        return new Stored(
                row.getString(1),
                text(row, 2),
                text(row, 3),
                row.getLong(4),
                row.getString(5),
                text(row, 6),
                text(row, 7),
                text(row, 8),
                bytes(row, 9),
                bytes(row, 10));
    }

    long version() {
        return sequence + 1;
    }

    Instant at() {
        return Instant.parse(recordedAt);
    }

    /** The step it makes; whoever could write into the record may have put anything there. */
    Step after(@Nullable ReportState before) {
        Fact fact =
                Fact.read(
                        Upcasting.present(), name, revision, recordedAt, payload.all, metadata.all);
        ReportState after = Report.evolve(before, fact.recorded());
        return new Step(eventId, fact.event(), fact.envelope(), fact.at(), before, after);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return String.valueOf(row.getString(column));
    }

    private static Bytes bytes(ResultSet row, int column) throws SQLException {
        byte @Nullable [] bytes = row.getBytes(column);
        return new Bytes(bytes == null ? Cells.ABSENT : bytes);
    }
}
