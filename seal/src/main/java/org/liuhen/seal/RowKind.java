package org.liuhen.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What kinds of rows the log seals: the table, its columns in the order in which they are sealed,
 * and how each is written as bytes. A column that is added to a table later is added at the end of
 * its list: where it is null, rows are sealed as they were before it was there.
 */
public enum RowKind {
    /** What was done to reports. */
    EVENT("event", "record.event", "event_id", eventColumns()),

    /** Who saw what, what was refused, sign-ins, changes of accounts. */
    JOURNAL(
            "journal",
            "access.journal",
            "id",
            List.of(
                    Column.shown("position"),
                    Column.shown("id"),
                    Column.seconds("at"),
                    Column.shown("request_id"),
                    Column.shown("person_id"),
                    Column.shown("person_name"),
                    Column.shown("organisation_id"),
                    Column.shown("organisation_name"),
                    Column.shown("post"),
                    Column.shown("username"),
                    Column.shown("address"),
                    Column.shown("method"),
                    Column.shown("path"),
                    Column.shown("report_id"),
                    Column.shown("asked"),
                    Column.shown("status"),
                    Column.shown("code"),
                    Column.shown("detail"),
                    Column.shown("salt"),
                    Column.shown("times"),
                    Column.seconds("first_at"),
                    Column.seconds("last_at"),
                    Column.shown("samples"))),

    /** What each account was from a moment on. */
    ACCOUNT(
            "account",
            "access.account_history",
            "id",
            List.of(
                    Column.shown("position"),
                    Column.shown("id"),
                    Column.seconds("at"),
                    Column.shown("account_id"),
                    Column.shown("username"),
                    Column.shown("name"),
                    Column.shown("organisation_id"),
                    Column.shown("organisation_name"),
                    Column.shown("post"),
                    Column.shown("roles"),
                    Column.shown("enabled"),
                    Column.shown("removed"),
                    Column.shown("changed_by"),
                    Column.shown("salt")));

    private final String text;
    private final String table;
    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // it is made by List.of
    private final List<Column> columns;

    RowKind(String text, String table, String id, List<Column> columns) {
        this.text = text;
        this.table = table;
        this.id = id;
        this.columns = columns;
    }

    /**
     * A column as it is sealed.
     *
     * @param expression what to select, so that the same value is always the same text, whatever
     *     the session's settings
     * @param isBytes whether it is read as bytes, not as text
     */
    public record Column(String name, String expression, boolean isBytes) {

        private static Column plain(String name) {
            return new Column(name, name, false);
        }

        private static Column bytes(String name) {
            return new Column(name, name, true);
        }

        /** As PostgreSQL shows it: numbers in decimal digits, {@code true}, {@code {A,B}}. */
        private static Column shown(String name) {
            return new Column(name, name + "::text", false);
        }

        /** Seconds since 1970-01-01T00:00:00Z, with six decimals. */
        private static Column seconds(String name) {
            return new Column(name, "extract(epoch FROM " + name + ")::text", false);
        }
    }

    private static List<Column> eventColumns() {
        return StoredEvent.COLUMNS.stream()
                .map(name ->
                        StoredEvent.COLUMNS.indexOf(name) < StoredEvent.TEXTS
                                ? Column.plain(name)
                                : Column.bytes(name))
                .toList();
    }

    /** The kind that is called so in entries and in the log's table, if this program knows it. */
    public static Optional<RowKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** As entries and the log's table call it. */
    public String text() {
        return text;
    }

    /** The table with its schema. It numbers its rows in the column {@code position}. */
    public String table() {
        return table;
    }

    /** The column that identifies a row for good. */
    public String id() {
        return id;
    }

    /** Every column of the table, in the order in which they are sealed. */
    public List<Column> columns() {
        return columns;
    }

    /** What to select of the table, each column under its own name. */
    public String selected() {
        return columns.stream()
                .map(column -> column.expression() + " AS " + column.name())
                .collect(Collectors.joining(", "));
    }

    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(table + " has no column " + column);
    }

    /** How the bytes begin that a row's hash is over. */
    byte[] domain() {
        return ("liuhen." + text + "/1\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An entry of the log: {@code liuhen.<kind>/1 <id> <SHA-256 of the row>}.
     *
     * @param kind as the log's table calls it, also where this program does not know it
     */
    public static byte[] entry(String kind, String id, byte[] rowHash) {
        return ("liuhen." + kind + "/1 " + id + " " + HexFormat.of().formatHex(rowHash))
                .getBytes(StandardCharsets.UTF_8);
    }
}
