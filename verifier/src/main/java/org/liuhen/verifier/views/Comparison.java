package org.liuhen.verifier.views;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Compares every row that is shown with the row that the record folds to. The record is read report
 * by report, each event folded once; meanwhile the tables are read as they lie. Both make a sum of
 * each report's rows, and only where the sums differ are rows compared one by one.
 */
final class Comparison {
    private static final int MOST_REPORTS_TOLD = 200;

    private final Snapshot record;
    private final Snapshot view;
    private final Answer answer;
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<Shape, Sums> should = new LinkedHashMap<>();
    private final Map<Shape, Sums> is = new LinkedHashMap<>();
    private final Set<String> recorded = new HashSet<>();

    /** Reports whose events do not fold: there is nothing to compare with. */
    private final Set<String> unfit = new HashSet<>();

    Comparison(Snapshot record, Snapshot view, Answer answer) {
        this.record = record;
        this.view = view;
        this.answer = answer;
        shapes.add(Copied.SHAPE);
        shapes.addAll(Slices.shapes());
        byte[] key = Sums.newKey();
        for (Shape shape : shapes) {
            should.put(shape, Sums.under(key));
            is.put(shape, Sums.under(key));
        }
    }

    void make() throws SQLException {
        Progress progress = Progress.read(view.connection(), answer);
        try (ExecutorService other =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("views").daemon().factory())) {
            Future<?> reading =
                    other.submit(() -> {
                        readTables();
                        return null;
                    });
            foldAll(progress);
            done(reading);
        }
        progress.beyond(recorded);
        progress.conclude();
        Set<String> differing = new TreeSet<>();
        should.forEach((shape, sums) -> differing.addAll(sums.differing(is(shape))));
        differing.removeAll(unfit);
        int told = 0;
        for (String report : differing) {
            if (told++ < MOST_REPORTS_TOLD) {
                tell(report, progress);
            } else {
                answer.fails("views.other", report);
            }
        }
        if (differing.isEmpty() && unfit.isEmpty()) {
            should.forEach((shape, sums) ->
                    answer.holds("views.same", "view." + shape.name(), sums.rows()));
            answer.note("views.sentences");
        }
    }

    private Sums is(Shape shape) {
        return Objects.requireNonNull(is.get(shape));
    }

    private static void done(Future<?> reading) throws SQLException {
        try {
            reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that stands in the tables. */
    private void readTables() throws SQLException {
        for (Shape shape : shapes) {
            Sums sums = is(shape);
            int report = shape.report();
            int columns = shape.columns().size();
            try (PreparedStatement query = view.cursor(shape.select());
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Cells cells = Cells.read(row, columns);
                    sums.add(cells.text(report), cells);
                }
            }
        }
    }

    /** All that should stand there. */
    private void foldAll(Progress progress) throws SQLException {
        try (PreparedStatement query =
                        record.cursor(Stored.SELECT + " ORDER BY report_id, sequence");
                ResultSet row = query.executeQuery()) {
            @Nullable Folding folding = null;
            while (row.next()) {
                Stored event = Stored.of(row);
                if (folding == null || !folding.report.equals(event.reportId())) {
                    end(folding, progress);
                    folding = new Folding(event.reportId(), progress, this::count);
                }
                folding.next(event);
            }
            end(folding, progress);
        }
    }

    private void end(@Nullable Folding folding, Progress progress) {
        if (folding != null) {
            recorded.add(folding.report);
            if (folding.end(answer)) {
                progress.recorded(folding.report, folding.moments);
            } else {
                unfit.add(folding.report);
            }
        }
    }

    private void count(String report, Shape shape, Cells row) {
        Objects.requireNonNull(should.get(shape)).add(report, row);
    }

    /** The same of one report once more, with every row at hand. */
    private void tell(String report, Progress progress) throws SQLException {
        Map<Shape, List<Cells>> wanted = new HashMap<>();
        Folding folding =
                new Folding(
                        report,
                        progress,
                        (_, shape, row) ->
                                wanted.computeIfAbsent(shape, _ -> new ArrayList<>()).add(row));
        try (PreparedStatement query =
                record.cursor(Stored.SELECT + " WHERE report_id = ? ORDER BY sequence")) {
            query.setString(1, report);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    folding.next(Stored.of(row));
                }
            }
        }
        var _ = folding.end(Quiet.ANSWER);
        for (Shape shape : shapes) {
            List<Cells> found = new ArrayList<>();
            try (PreparedStatement query = view.cursor(shape.select() + " WHERE report_id = ?")) {
                query.setString(1, report);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(Cells.read(row, shape.columns().size()));
                    }
                }
            }
            new Differences(shape, report, answer)
                    .tell(found, wanted.getOrDefault(shape, List.of()));
        }
    }

    /** Is told of each row of a report. */
    private interface Told {
        void row(String report, Shape shape, Cells cells);
    }

    /** One report, event by event, as far as it can be folded. */
    private static final class Folding {
        private final String report;
        private final Expected expected;
        private final List<Instant> moments = new ArrayList<>();
        private @Nullable String fault;

        Folding(String report, Progress progress, Told told) {
            this.report = report;
            this.expected =
                    new Expected(
                            progress.of(report), (shape, cells) -> told.row(report, shape, cells));
        }

        void next(Stored event) {
            if (fault != null) {
                return;
            }
            try {
                if (event.version() != moments.size() + 1L) {
                    throw new IllegalStateException("a version is missing before it");
                }
                expected.next(event);
                moments.add(event.at());
            } catch (RuntimeException e) { // anybody may have written it
                fault = "%d: %s".formatted(event.version(), e.getMessage());
            }
        }

        /** Says whether all of it could be folded. */
        boolean end(Answer answer) {
            if (fault != null) {
                answer.fails("views.no-truth", report, fault);
            }
            expected.end();
            return fault == null;
        }
    }

    /** What was told before is not told again. */
    private enum Quiet implements Answer {
        ANSWER;

        @Override
        public void holds(String check, Object... details) {}

        @Override
        public void fails(String check, Object... details) {}

        @Override
        public void note(String check, Object... details) {}
    }
}
