package org.liuhen.query.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports that a reader goes no further in, because it could not take one of their events. */
@Component
public class StoppedReports {
    private final JdbcClient database;

    StoppedReports(JdbcClient database) {
        this.database = database;
    }

    /**
     * One reader's standstill in one report.
     *
     * @param version that the failed event would have made; absent where it is none of ours
     * @param cause what the reader stumbled over, for whoever mends it
     * @param waiting how many events of the report wait, the failed one included
     */
    @Schema(
            name = "StoppedReport",
            description = "一个被搁置的报告：reader 处理不了 eventId 这一事件，其后的事件都在等待；waiting 为等待的事件数")
    public record Stopped(
            String reader,
            String reportId,
            String eventId,
            String type,
            @Nullable Long version,
            Instant since,
            @Nullable String cause,
            long waiting) {}

    /** All of them, the longest first. */
    public List<Stopped> all() {
        return database.sql(
                        """
                        SELECT DISTINCT ON (reader, report_id) reader, report_id, event_id, name,
                               nullif(sequence, 9223372036854775807) + 1 AS version,
                               enqueued_at, concat_ws(': ', cause_type, cause_message) AS cause,
                               count(*) OVER (PARTITION BY reader, report_id) AS waiting
                        FROM view.dead_letter ORDER BY reader, report_id, place\
                        """)
                .query((row, _) ->
                        new Stopped(
                                row.getString("reader"),
                                row.getString("report_id"),
                                row.getString("event_id"),
                                row.getString("name"),
                                row.getObject("version", Long.class),
                                Instant.parse(row.getString("enqueued_at")),
                                row.getString("cause"),
                                row.getLong("waiting")))
                .list();
    }

    /** How many reports the reader goes no further in. */
    public long count(String reader) {
        return database.sql(
                        """
                        SELECT count(DISTINCT report_id) FROM view.dead_letter WHERE reader = ?\
                        """)
                .param(reader)
                .query(Long.class)
                .single();
    }

    boolean isStopped(String reader, String reportId) {
        return database.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM view.dead_letter WHERE reader = ? AND report_id = ?)\
                        """)
                .params(reader, reportId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Leaves out the event the reader stumbled over: nothing is made of it. It counts as taken only
     * where the reader {@code report} has that very event, so that the others may go on after it;
     * in place of a record that is none of ours the event that belongs there may still come.
     *
     * @return the event; empty where the reader is not stopped there
     */
    public Optional<String> leaveOut(String reader, String reportId) {
        return database.sql(
                        """
                        WITH first AS (
                            DELETE FROM view.dead_letter WHERE dead_letter_id = (
                                SELECT dead_letter_id FROM view.dead_letter
                                WHERE reader = :reader AND report_id = :report
                                ORDER BY place LIMIT 1)
                            RETURNING event_id, sequence),
                        counted AS (
                            UPDATE view.taken SET before = taken.version,
                                                  version = taken.version + 1,
                                                  moved = pg_current_xact_id()
                            FROM first JOIN view.past_event ours USING (event_id)
                            WHERE reader = :reader AND taken.report_id = :report
                              AND ours.report_id = :report AND ours.version = first.sequence + 1
                              AND taken.version = first.sequence)
                        SELECT event_id FROM first\
                        """)
                .param("reader", reader)
                .param("report", reportId)
                .query(String.class)
                .optional();
    }
}
