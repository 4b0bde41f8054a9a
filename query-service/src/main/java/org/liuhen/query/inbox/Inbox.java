package org.liuhen.query.inbox;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Arrivals;
import org.liuhen.query.AsOf;
import org.liuhen.workflow.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a person, what they decided and what they began; the longest waiting first. */
@Component
class Inbox {
    static final String READER = "inbox";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Arrivals arrivals;

    Inbox(JdbcClient database, Arrivals arrivals) {
        this.database = database;
        this.arrivals = arrivals;
    }

    /** Where a page ends: the next begins after it. */
    record Cursor(Instant since, String reportId, String key) {}

    /** A line as it was stored, and where it stands in the order. */
    record Line(@JsonValue @JsonRawValue String item, Cursor at) {}

    /**
     * What waits for a person.
     *
     * @param at as it was at that moment; absent means now
     */
    List<Line> todo(Person person, @Nullable Instant at, @Nullable Cursor after, int limit) {
        return database.sql(
                        """
                        SELECT report_id, task AS key, since, item FROM view.task
                        WHERE %s AND step = ANY (string_to_array(:roles, ' '))
                          AND (department_id IS NULL OR department_id = :department)
                          AND NOT :person = ANY (barred)
                          AND (:since::timestamptz IS NULL
                               OR (since, report_id, task) > (:since, :report, :key))
                        ORDER BY since, report_id, task LIMIT :limit\
                        """
                                .formatted(AsOf.condition(at)))
                .param("at", AsOf.moment(at))
                .param(
                        "roles",
                        String.join(" ", person.roles().stream().map(Enum::name).sorted().toList()))
                .param("department", person.organisation().id())
                .param("person", person.id())
                .param("since", after == null ? null : after.since().atOffset(ZoneOffset.UTC))
                .param("report", after == null ? null : after.reportId())
                .param("key", after == null ? null : after.key())
                .param("limit", limit)
                .query(Inbox::line)
                .list();
    }

    /** What a person did or began, as it was at that moment or is now. */
    List<Line> deeds(
            String box, Person person, @Nullable Instant at, @Nullable Cursor after, int limit) {
        return database.sql(
                        """
                        SELECT report_id, subject AS key, since, item FROM view.deed
                        WHERE %s AND person_id = :person AND box = :box
                          AND (:since::timestamptz IS NULL
                               OR (since, report_id, subject) < (:since, :report, :key))
                        ORDER BY since DESC, report_id DESC, subject DESC LIMIT :limit\
                        """
                                .formatted(AsOf.condition(at)))
                .param("at", AsOf.moment(at))
                .param("person", person.id())
                .param("box", box)
                .param("since", after == null ? null : after.since().atOffset(ZoneOffset.UTC))
                .param("report", after == null ? null : after.reportId())
                .param("key", after == null ? null : after.key())
                .param("limit", limit)
                .query(Inbox::line)
                .list();
    }

    /**
     * Waits until the inbox has come to that version, five seconds at most; says whether it has.
     */
    boolean await(String reportId, long version) {
        return arrivals.await(READER, reportId, version, LONGEST_WAIT, () -> version(reportId));
    }

    /** The same for whoever sees the report only at a version, if at all. */
    boolean await(String reportId, long version, LongSupplier visible) {
        return arrivals.await(
                READER,
                reportId,
                version,
                LONGEST_WAIT,
                () -> Math.min(version(reportId), visible.getAsLong()));
    }

    private long version(String reportId) {
        return database.sql("SELECT version FROM view.taken WHERE reader = ? AND report_id = ?")
                .params(READER, reportId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("item"),
                new Cursor(
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("report_id"),
                        row.getString("key")));
    }
}
