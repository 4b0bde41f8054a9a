package org.liuhen.views;

import java.util.List;

/**
 * A table of the reading side, whose rows are all made from the record.
 *
 * @param name within the schema {@code view}
 * @param keys how many of the columns, from the first, tell its rows apart
 * @param dated whether its rows are valid from a moment to a moment: then it has two more columns
 *     behind these, {@link #FROM} and {@link #TO}, and of each key one row at most is valid now
 */
public record Table(String name, int keys, boolean dated, List<Column> columns) {
    /** Since when a row is valid. */
    public static final String FROM = "valid_from";

    /** Until when it was; infinity where it still is. */
    public static final String TO = "valid_to";

    public Table {
        columns = List.copyOf(columns);
    }

    /** A table whose rows stay as they are. */
    public static Table of(String name, int keys, Column... columns) {
        return new Table(name, keys, false, List.of(columns));
    }

    /** A table whose rows follow each other in time. */
    public static Table dated(String name, int keys, Column... columns) {
        return new Table(name, keys, true, List.of(columns));
    }

    /** A column, and what its values are. */
    public record Column(String name, Kind kind) {
        public static Column text(String name) {
            return new Column(name, Kind.TEXT);
        }

        public static Column number(String name) {
            return new Column(name, Kind.NUMBER);
        }

        public static Column moment(String name) {
            return new Column(name, Kind.MOMENT);
        }

        public static Column words(String name) {
            return new Column(name, Kind.WORDS);
        }

        public static Column json(String name) {
            return new Column(name, Kind.JSON);
        }

        public static Column bytes(String name) {
            return new Column(name, Kind.BYTES);
        }
    }

    /** What a value is. Each may be absent. */
    public enum Kind {
        /** A String. */
        TEXT,
        /** A Long. */
        NUMBER,
        /** An Instant, which the table keeps to the microsecond. */
        MOMENT,
        /** A list of words without spaces in them, as one String with a space between each two. */
        WORDS,
        /** A String, kept character for character. */
        JSON,
        /** An array of bytes. */
        BYTES
    }
}
