package org.liuhen.verifier.views;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Table;
import org.liuhen.views.Validity;
import org.liuhen.workflow.ReportState;

/**
 * The rows of one report that should be there: what its events fold to, as far as each reader has
 * come. Rows that stay as they are, are told at once; the others when the report ends.
 */
final class Expected {
    private final Map<String, Long> come;
    private final BiConsumer<Shape, Cells> row;
    private final List<Making<?>> makings = new ArrayList<>();
    private final Map<Table, Shape> shapes = new HashMap<>();
    private @Nullable ReportState state;

    /**
     * Begins a report.
     *
     * @param come each reader's version of it; none where it has not begun
     * @param row is told of each row
     */
    Expected(Map<String, Long> come, BiConsumer<Shape, Cells> row) {
        this.come = come;
        this.row = row;
        for (Slice<?> slice : Slices.ALL) {
            makings.add(Making.of(slice));
            slice.tables().forEach(table -> shapes.put(table, Shape.of(slice.reader(), table)));
        }
    }

    /** Goes on with its next event. */
    void next(Stored event) {
        if (come.values().stream().allMatch(version -> version < event.version())) {
            return;
        }
        Step step = event.after(state);
        if (step.version() != event.version()) {
            throw new IllegalStateException("a version is missing before it");
        }
        state = step.after();
        if (isTaken(Slices.COPYING, event.version())) {
            row.accept(Copied.SHAPE, Copied.of(event));
        }
        for (Making<?> making : makings) {
            if (isTaken(making.slice.reader(), event.version())) {
                making.take(step, this::tell);
            }
        }
    }

    void end() {
        for (Making<?> making : makings) {
            making.dated.come().forEach(dated -> row.accept(shape(dated.row()), Cells.of(dated)));
        }
    }

    private boolean isTaken(String reader, long version) {
        return come.getOrDefault(reader, 0L) >= version;
    }

    private void tell(Row made) {
        row.accept(shape(made), Cells.of(made));
    }

    private Shape shape(Row made) {
        Shape shape = shapes.get(made.table());
        if (shape == null) {
            throw new IllegalStateException("no slice has " + made.table().name());
        }
        return shape;
    }

    /** A slice, and what it keeps of the report. */
    private static final class Making<K> {
        private final Slice<K> slice;
        private final Validity dated = new Validity();
        private K kept;

        private Making(Slice<K> slice) {
            this.slice = slice;
            this.kept = slice.none();
        }

        static <K> Making<K> of(Slice<K> slice) {
            return new Making<>(slice);
        }

        void take(Step step, Consumer<Row> told) {
            Slice.Shown<K> shown = slice.after(kept, step);
            kept = shown.kept();
            shown.ended().forEach(key -> dated.end(key, step.at()));
            for (Row made : shown.begun()) {
                if (made.table().dated()) {
                    dated.begin(made, step.at());
                } else {
                    told.accept(made);
                }
            }
        }
    }
}
