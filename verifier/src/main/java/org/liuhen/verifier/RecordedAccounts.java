package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Role;

/**
 * What accounts were at a moment, as the database keeps it: the sealed history of accounts, or what
 * was kept before there was one.
 */
final class RecordedAccounts implements AccountHistory {
    private static final Map<String, Role> ROLES =
            Arrays.stream(Role.values()).collect(Collectors.toMap(Role::name, role -> role));

    /**
     * Anybody may have put anything there. Whether an account was enabled is not known of what was
     * over before its history was kept.
     */
    private static final String HISTORY =
            """
            SELECT account_id::text AS id, coalesce(organisation_id, '') AS organisation_id,
                   coalesce(name, '') AS name, coalesce(post, '') AS post,
                   CASE WHEN removed OR roles IS NULL THEN '{}' ELSE roles END AS roles,
                   coalesce(enabled, true) AND NOT removed AS enabled, at AS valid_from,
                   coalesce(lead(at) OVER (PARTITION BY account_id ORDER BY position),
                            'infinity') AS valid_to
            FROM access.account_history WHERE at IS NOT NULL ORDER BY account_id, position\
            """;

    private static final String HELD =
            """
            SELECT account_id::text AS id, organisation_id, name, post, roles,
                   true AS enabled, valid_from, valid_to
            FROM access.held ORDER BY account_id, valid_from\
            """;

    private final Map<String, List<Stretch>> accounts = new HashMap<>();

    private RecordedAccounts() {}

    /**
     * Reads it.
     *
     * @return empty where there is none that this user may read
     */
    static Optional<RecordedAccounts> of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = pg_catalog");
            if (mayRead(statement, "account_history")) {
                return Optional.of(read(statement, HISTORY));
            }
            return mayRead(statement, "held")
                    ? Optional.of(read(statement, HELD))
                    : Optional.empty();
        }
    }

    private static RecordedAccounts read(Statement statement, String sql) throws SQLException {
        RecordedAccounts read = new RecordedAccounts();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                read.accounts
                        .computeIfAbsent(row.getString("id"), _ -> new ArrayList<>())
                        .add(stretch(row));
            }
        }
        return read;
    }

    private static boolean mayRead(Statement statement, String table) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        """
                        SELECT FROM pg_catalog.pg_class c
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'access' AND c.relname = '%s' AND c.relkind = 'r'
                          AND has_schema_privilege(n.oid, 'USAGE')
                          AND has_table_privilege(c.oid, 'SELECT')\
                        """
                                .formatted(table))) {
            return row.next();
        }
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : (String[]) row.getArray("roles").getArray()) {
            Role known = ROLES.get(role);
            if (known != null) {
                roles.add(known);
            }
        }
        return new Stretch(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getObject("valid_to", OffsetDateTime.class).toInstant(),
                new Held(
                        row.getString("organisation_id"),
                        row.getString("name"),
                        row.getString("post"),
                        roles,
                        row.getBoolean("enabled")));
    }

    int size() {
        return accounts.size();
    }

    @Override
    public List<Held> about(String personId, Instant moment) {
        return Stretch.about(accounts.getOrDefault(personId, List.of()), moment);
    }
}
