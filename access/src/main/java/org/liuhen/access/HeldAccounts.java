package org.liuhen.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What accounts were at a moment. What was read of an account answers for every moment well before
 * it was read, since that does not change any more; for a later one it is read again. Safe for use
 * by several threads.
 */
final class HeldAccounts implements AccountHistory {
    /** Longer than a change of accounts takes until it is committed, and than clocks differ. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private final JdbcClient database;
    private final Map<String, Read> accounts = new ConcurrentHashMap<>();

    private record Read(Instant at, List<Stretch> stretches) {}

    HeldAccounts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Held> about(String personId, Instant moment) {
        Read known = accounts.get(personId);
        if (known == null || !moment.isBefore(known.at.minus(SETTLED))) {
            known = new Read(Instant.now(), read(personId));
            accounts.put(personId, known);
        }
        return Stretch.about(known.stretches, moment);
    }

    private List<Stretch> read(String personId) {
        UUID id;
        try {
            id = UUID.fromString(personId);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
        return database.sql(
                        """
                        SELECT organisation_id, name, post,
                               CASE WHEN removed THEN '{}' ELSE roles END AS roles,
                               coalesce(enabled, true) AND NOT removed AS enabled, at AS valid_from,
                               coalesce(lead(at) OVER (ORDER BY position), 'infinity') AS valid_to
                        FROM access.account_history WHERE account_id = ? ORDER BY position\
                        """)
                .param(id)
                .query((row, _) -> stretch(row))
                .list();
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        return new Stretch(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getObject("valid_to", OffsetDateTime.class).toInstant(),
                new Held(
                        row.getString("organisation_id"),
                        row.getString("name"),
                        row.getString("post"),
                        Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet()),
                        row.getBoolean("enabled")));
    }
}
