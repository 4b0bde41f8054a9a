package org.liuhen.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are valid from a moment to a moment, gathered over some steps: those that come and
 * those that end. What comes and ends within these steps is a row of the past at once. A row that
 * ends before it began, by a clock that was set back, was never valid: it ends when it began.
 */
public final class Validity {
    private final Map<Row.Key, Open> open = new LinkedHashMap<>();
    private final List<Open> come = new ArrayList<>();
    private final Map<Row.Key, Instant> ended = new LinkedHashMap<>();

    /**
     * A row and its time.
     *
     * @param to absent where it is still valid
     */
    public record Dated(Row row, Instant from, @Nullable Instant to) {}

    private static final class Open {
        private final Row row;
        private final Instant from;
        private @Nullable Instant to;

        Open(Row row, Instant from) {
            this.row = row;
            this.from = from;
        }
    }

    /** What a step at that moment has made. */
    public void take(Slice.Shown<?> shown, Instant at) {
        shown.ended().forEach(key -> end(key, at));
        shown.begun().forEach(row -> begin(row, at));
    }

    /** From now on a row is valid, in place of the one with the same key, if any. */
    public void begin(Row row, Instant at) {
        Row.Key key = row.key();
        end(key, at);
        Open begun = new Open(row, at);
        open.put(key, begun);
        come.add(begun);
    }

    /** The row of that key is valid no longer. */
    public void end(Row.Key key, Instant at) {
        Open row = open.remove(key);
        if (row != null) {
            row.to = at.isBefore(row.from) ? row.from : at;
        } else {
            ended.putIfAbsent(key, at);
        }
    }

    /** Rows from before these steps that end, if they are there, each with its moment. */
    public void ended(BiConsumer<Row.Key, Instant> row) {
        ended.forEach(row);
    }

    /** Rows that come, in the order in which they began. */
    public List<Dated> come() {
        return come.stream().map(begun -> new Dated(begun.row, begun.from, begun.to)).toList();
    }
}
