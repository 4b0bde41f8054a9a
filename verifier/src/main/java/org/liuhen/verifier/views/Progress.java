package org.liuhen.verifier.views;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far each reader says it has come in each report. It may be behind the record, for a moment or
 * because it stopped; what it has come to, it must show.
 */
final class Progress {
    /** A reader that has taken what was recorded so much later, has passed over what it lacks. */
    private static final Duration PASSED_OVER = Duration.ofMinutes(10);

    private static final String TAKEN =
            "SELECT reader, report_id, version, before FROM view.taken ORDER BY report_id, reader";
    private static final String STOPPED =
            """
            SELECT reader, report_id, count(*) FROM view.dead_letter
            GROUP BY reader, report_id ORDER BY report_id, reader\
            """;

    private final Answer answer;
    private final Map<String, Map<String, Long>> come = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final Map<String, Instant> latest = new HashMap<>();
    private final List<Behind> behind = new ArrayList<>();

    /** What a reader has not come to yet: so many events, from one recorded at that time on. */
    private record Behind(String reader, String report, long events, Instant first) {}

    private Progress(Answer answer) {
        this.answer = answer;
    }

    static Progress read(Connection connection, Answer answer) throws SQLException {
        Progress progress = new Progress(answer);
        List<String> readers = Slices.readers();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(TAKEN)) {
                while (row.next()) {
                    progress.taken(
                            readers,
                            String.valueOf(row.getString(1)),
                            String.valueOf(row.getString(2)),
                            row.getLong(3),
                            row.getLong(4));
                }
            }
            try (ResultSet row = statement.executeQuery(STOPPED)) {
                while (row.next()) {
                    progress.stopped.add(row.getString(1) + ' ' + row.getString(2));
                    answer.note(
                            "views.stopped", row.getString(2), row.getString(1), row.getLong(3));
                }
            }
        }
        return progress;
    }

    private void taken(
            List<String> readers, String reader, String report, long version, long before) {
        if (!readers.contains(reader)) {
            answer.fails("views.too-many", "view.taken", report, reader);
            return;
        }
        if (before < 0 || before >= version) {
            answer.fails(
                    "views.differs", "view.taken", report, reader, "before", before, "<" + version);
        }
        come.computeIfAbsent(report, _ -> new HashMap<>()).put(reader, version);
    }

    /** Each reader's version of a report. */
    Map<String, Long> of(String report) {
        return come.getOrDefault(report, Map.of());
    }

    /** The reports that the readers speak of and the record does not hold. */
    void beyond(Set<String> recorded) {
        come.forEach((report, readers) -> {
            if (!recorded.contains(report)) {
                readers.forEach((reader, version) ->
                        answer.fails("views.ahead", report, reader, version, 0));
            }
        });
    }

    /** The record holds so many versions of a report, recorded at these times. */
    void recorded(String report, List<Instant> moments) {
        for (String reader : Slices.readers()) {
            long version = of(report).getOrDefault(reader, 0L);
            if (version > moments.size()) {
                answer.fails("views.ahead", report, reader, version, moments.size());
                continue;
            }
            if (version > 0) {
                latest.merge(
                        reader, moments.get((int) version - 1), (a, b) -> a.isAfter(b) ? a : b);
            }
            if (version < moments.size()) {
                behind.add(
                        new Behind(
                                reader,
                                report,
                                moments.size() - version,
                                moments.get((int) version)));
            }
        }
    }

    void conclude() {
        for (Behind each : behind) {
            boolean passed =
                    latest.getOrDefault(each.reader, Instant.MIN)
                            .isAfter(each.first.plus(PASSED_OVER));
            if (passed && !stopped.contains(each.reader + ' ' + each.report)) {
                answer.fails(
                        "views.passed-over", each.report, each.reader, each.events, each.first);
            } else {
                answer.note("views.not-there-yet", each.report, each.reader, each.events);
            }
        }
    }
}
