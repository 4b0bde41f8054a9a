package org.liuhen.query.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Arrivals;
import org.liuhen.query.Change;
import org.liuhen.workflow.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit trail of one report, read in order, page by page. */
@Component
class History {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Arrivals arrivals = new Arrivals();

    History(JdbcClient database) {
        this.database = database;
    }

    /** One event as the trail shows it. */
    @Schema(name = "HistoryEntry", description = "一件事：谁、何时、做了什么、改前改后、理由")
    record Entry(
            long version,
            String eventId,
            String type,
            Instant at,
            @Schema(implementation = Actor.class) @JsonRawValue String actor,
            @Nullable String section,
            String summary,
            @Schema(implementation = Change[].class) @JsonRawValue String changes,
            @Nullable String reason,
            String requestId) {}

    /**
     * A stretch of the trail.
     *
     * @param next the version to go on after, or null at the end
     */
    @Schema(name = "History", description = "经过；next 为下一页的 after，到末尾为 null")
    record Page(List<Entry> items, @Nullable Long next) {}

    /** What to show; absent means all. */
    record Filter(@Nullable String section, @Nullable String actor, @Nullable String type) {}

    Page after(String reportId, long after, int limit, Filter filter) {
        List<Entry> found =
                database.sql(
                                """
                                SELECT * FROM view.history
                                WHERE report_id = :report AND version > :after
                                  AND (:section::text IS NULL OR section = :section)
                                  AND (:actor::text IS NULL OR actor_id = :actor)
                                  AND (:type::text IS NULL OR type = :type)
                                ORDER BY version LIMIT :limit\
                                """)
                        .param("report", reportId)
                        .param("after", after)
                        .param("section", filter.section())
                        .param("actor", filter.actor())
                        .param("type", filter.type())
                        .param("limit", limit + 1)
                        .query((row, _) -> entry(row))
                        .list();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).version());
    }

    /**
     * Waits until the trail has come to that version, five seconds at most; says whether it has.
     */
    boolean await(String reportId, long version) {
        return arrivals.await(reportId, version, LONGEST_WAIT, () -> latestVersion(reportId));
    }

    private long latestVersion(String reportId) {
        return database.sql(
                        "SELECT coalesce(max(version), 0) FROM view.history WHERE report_id = ?")
                .param(reportId)
                .query(Long.class)
                .single();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("version"),
                row.getString("event_id"),
                row.getString("type"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("actor"),
                row.getString("section"),
                row.getString("summary"),
                row.getString("changes"),
                row.getString("reason"),
                row.getString("request_id"));
    }
}
