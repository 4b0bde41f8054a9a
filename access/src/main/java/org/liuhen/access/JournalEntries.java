package org.liuhen.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Organisation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the journal, newest first. */
final class JournalEntries {
    /** An entry's identifier and its time are taken a moment apart. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private static final long LATEST = (1L << 48) - 1;
    private static final int BELOW_MILLIS = 16;

    private final JdbcClient database;

    JournalEntries(JdbcClient database) {
        this.database = database;
    }

    /**
     * What to show; absent means all.
     *
     * @param person an identifier or an account name: what they did, and what was tried in their
     *     name or done to their account
     * @param from the first moment
     * @param to the first moment after
     */
    record Filter(
            @Nullable String person,
            @Nullable String code,
            @Nullable String report,
            @Nullable Instant from,
            @Nullable Instant to) {}

    List<JournalEntry> of(Filter filter, @Nullable UUID before, int limit) {
        Map<String, Object> values = values(filter, before);
        return database.sql(query(filter, values))
                .params(values)
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    /** Whether there is such an account, or was ever anything entered of such a name. */
    boolean know(String person) {
        return database.sql(
                        """
                        SELECT EXISTS (SELECT FROM access.account WHERE username = :person)
                            OR EXISTS (SELECT FROM access.account WHERE id::text = :person)
                            OR EXISTS (SELECT FROM access.journal WHERE person_id = :person)
                            OR EXISTS (SELECT FROM access.journal WHERE username = :person)\
                        """)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Only what is asked for stands in the statement, so that each has the index made for it. */
    static String query(Filter filter, Map<String, Object> values) {
        StringBuilder wanted = new StringBuilder("TRUE");
        add(wanted, values, "before", " AND id < :before");
        add(wanted, values, "code", " AND code = :code");
        add(wanted, values, "report", " AND report_id = :report");
        add(wanted, values, "from", " AND id >= :fromId AND at >= :from");
        add(wanted, values, "to", " AND id < :toId AND at < :to");
        return "SELECT * FROM access.journal WHERE "
                + (filter.person() == null ? wanted : concerning(wanted.toString()))
                + " ORDER BY id DESC LIMIT :limit";
    }

    private static void add(
            StringBuilder wanted, Map<String, Object> values, String name, String condition) {
        if (values.containsKey(name)) {
            wanted.append(condition);
        }
    }

    /** Either way of concerning someone is a stretch of an index. */
    private static String concerning(String wanted) {
        return """
        id IN (
            (SELECT id FROM access.journal
             WHERE person_id = COALESCE(
                       (SELECT id::text FROM access.account WHERE username = :person), :person)
               AND %1$s ORDER BY id DESC LIMIT :limit)
            UNION
            (SELECT id FROM access.journal
             WHERE username = COALESCE(
                       (SELECT username FROM access.account WHERE id::text = :person), :person)
               AND %1$s ORDER BY id DESC LIMIT :limit))\
        """
                .formatted(wanted);
    }

    static Map<String, Object> values(Filter filter, @Nullable UUID before) {
        Map<String, Object> values = new HashMap<>();
        put(values, "before", before);
        put(values, "person", filter.person());
        put(values, "code", filter.code());
        put(values, "report", filter.report());
        Instant from = filter.from();
        if (from != null) {
            values.put("from", from.atOffset(ZoneOffset.UTC));
            values.put("fromId", firstOf(from.minus(MOMENT)));
        }
        Instant to = filter.to();
        if (to != null) {
            values.put("to", to.atOffset(ZoneOffset.UTC));
            values.put("toId", firstOf(to.plus(MOMENT)));
        }
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** No UUIDv7 of that moment or later is less. */
    private static UUID firstOf(Instant moment) {
        return new UUID(Math.clamp(moment.toEpochMilli(), 0, LATEST) << BELOW_MILLIS, 0);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("code"),
                who(row),
                row.getString("username"),
                row.getString("address"),
                row.getString("method"),
                row.getString("path"),
                row.getString("report_id"),
                row.getString("asked"),
                row.getObject("status", Integer.class),
                row.getString("detail"),
                row.getObject("request_id", UUID.class),
                row.getObject("times", Long.class),
                instant(row, "first_at"),
                instant(row, "last_at"),
                samples(row));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable List<String> samples(ResultSet row) throws SQLException {
        Array samples = row.getArray("samples");
        return samples == null ? null : List.of((String[]) samples.getArray());
    }

    private static JournalEntry.@Nullable Who who(ResultSet row) throws SQLException {
        String id = row.getString("person_id");
        String organisation = row.getString("organisation_id");
        return id == null
                ? null
                : new JournalEntry.Who(
                        id,
                        row.getString("person_name"),
                        organisation == null
                                ? null
                                : new Organisation(
                                        organisation, row.getString("organisation_name")),
                        row.getString("post"));
    }
}
