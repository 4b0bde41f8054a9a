package org.liuhen.seal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern ENTRY = Pattern.compile("liuhen\\.event/1 (\\S+) [0-9a-f]{64}");

    public StoredEvent {
        if (columns.size() != COLUMNS.size()) {
            throw new Malformed("a stored event has %d columns".formatted(COLUMNS.size()));
        }
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
    }

    /**
     * A row that came in another way than from its table.
     *
     * @param texts numbers and texts, in the order of {@link #COLUMNS}
     */
    public static StoredEvent of(List<String> texts, byte[] payload, byte[] metadata) {
        List<byte @Nullable []> columns = new ArrayList<>();
        texts.forEach(text -> columns.add(text.getBytes(StandardCharsets.UTF_8)));
        columns.add(payload);
        columns.add(metadata);
        return new StoredEvent(columns);
    }

    /** A row of a table that has these columns, and maybe others. */
    public static StoredEvent of(ResultSet row) throws SQLException {
        return StoredRow.of(RowKind.EVENT, row).event();
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

    /** The id of the event that an entry is of; empty where the entry is of another kind. */
    static Optional<String> idOf(byte[] entry) {
        Matcher parts = ENTRY.matcher(new String(entry, StandardCharsets.UTF_8));
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
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

    /** A column as text; empty where it is null. */
    public Optional<String> optionalText(String column) {
        return columns.get(COLUMNS.indexOf(column)) == null
                ? Optional.empty()
                : Optional.of(text(column));
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
