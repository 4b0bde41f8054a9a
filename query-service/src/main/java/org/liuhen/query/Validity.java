package org.liuhen.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are valid from a moment to a moment, gathered for one batch: those that come and those
 * that end. What comes and ends within the batch is written once, with both moments.
 *
 * @param <K> what a row is found by
 */
public final class Validity<K> {
    private static final String NOW = "valid_to = 'infinity'";
    private static final String THEN = "tstzrange(valid_from, valid_to) @> :at::timestamptz";

    /** The end of what is valid now. */
    private static final OffsetDateTime INFINITY = OffsetDateTime.MAX;

    private final Map<K, Row> open = new LinkedHashMap<>();
    private final List<Row> come = new ArrayList<>();
    private final Map<K, Instant> ended = new LinkedHashMap<>();

    /** Of rows valid at a moment, which is the parameter {@code at}; absent means now. */
    public static String condition(@Nullable Instant at) {
        return at == null ? NOW : THEN;
    }

    /** The moment as a parameter. */
    public static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static final class Row {
        private final Object[] values;
        private final Instant from;
        private @Nullable Instant to;

        Row(Object[] values, Instant from) {
            this.values = values;
            this.from = from;
        }
    }

    /**
     * From now on a row is valid, in place of the one with the same key, if any.
     *
     * @param values of its columns, to which its two moments are appended
     */
    public void begin(K key, Object[] values, Instant at) {
        end(key, at);
        Row row = new Row(values, at);
        open.put(key, row);
        come.add(row);
    }

    /** The row of that key is valid no longer. */
    public void end(K key, Instant at) {
        Row row = open.remove(key);
        if (row != null) {
            row.to = at.isBefore(row.from) ? row.from : at; // a clock that was set back
        } else {
            ended.putIfAbsent(key, at);
        }
    }

    /** Rows of the table that end, each with its key and the moment. */
    public void ended(BiConsumer<K, OffsetDateTime> row) {
        ended.forEach((key, at) -> row.accept(key, at.atOffset(ZoneOffset.UTC)));
    }

    /** Rows to add: the columns, and from when to when. */
    public List<Object[]> come() {
        return come.stream()
                .map(row -> {
                    Object[] values = Arrays.copyOf(row.values, row.values.length + 2);
                    values[row.values.length] = row.from.atOffset(ZoneOffset.UTC);
                    values[row.values.length + 1] =
                            row.to == null ? INFINITY : row.to.atOffset(ZoneOffset.UTC);
                    return values;
                })
                .toList();
    }
}
