package org.liuhen.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the record, column by column, as the bytes that are stored. Its entry in the log commits
 * to every one of them, and says nothing of them: entries may be public, events may not.
 *
 * @param columns in the order of {@link #COLUMNS}; numbers as decimal digits, text in UTF-8; absent
 *     where the column is null
 */
public record StoredEvent(List<byte @Nullable []> columns) {
    /** Every column of the table, in the order in which they are sealed. */
    public static final List<String> COLUMNS =
            List.of(
                    "position",
                    "event_id",
                    "report_id",
                    "sequence",
                    "stream_type",
                    "recorded_at",
                    "name",
                    "revision",
                    "payload",
                    "metadata");

    /** How many of them, from the first, are numbers or text; the others are bytes. */
    public static final int TEXTS = 8;

    public StoredEvent {
        if (columns.size() != COLUMNS.size()) {
            throw new Malformed("a stored event has %d columns".formatted(COLUMNS.size()));
        }
        columns = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(columns));
    }

    /** The same, as one of the rows that the log seals. */
    public StoredRow row() {
        return new StoredRow(RowKind.EVENT, columns);
    }

    /** What is put into the log for it: {@code liuhen.event/1 <event id> <SHA-256 of the row>}. */
    public byte[] entry() {
        return entry(text("event_id"), rowHash());
    }

    /** The same, from what the log keeps of a row. */
    public static byte[] entry(String eventId, byte[] rowHash) {
        return RowKind.entry(RowKind.EVENT.text(), eventId, rowHash);
    }

    public Hash leaf() {
        return Hash.leaf(entry());
    }

    /** SHA-256 over all columns. */
    public byte[] rowHash() {
        return row().rowHash();
    }

    /** A column's bytes. */
    public byte[] bytes(String column) {
        byte[] bytes = columns.get(COLUMNS.indexOf(column));
        if (bytes == null) {
            throw new Malformed("an event was stored without its " + column);
        }
        return bytes;
    }

    /** A column as text. */
    public String text(String column) {
        return new String(bytes(column), StandardCharsets.UTF_8);
    }

    /** A column as a number. */
    public long number(String column) {
        return Encoding.number(text(column));
    }

    /** The report's version after it: its number within the report, counted from 1. */
    public long version() {
        return number("sequence") + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEvent that
                && Arrays.deepEquals(columns.toArray(), that.columns.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(columns.toArray());
    }
}
