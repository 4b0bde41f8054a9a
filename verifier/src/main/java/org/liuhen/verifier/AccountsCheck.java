package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether the history of accounts was kept, and whether accounts, and what queries use of their
 * history, are as it says. The history itself is held against the log by {@link Sealed}.
 */
final class AccountsCheck {
    private final Connection connection;
    private final Findings findings;

    AccountsCheck(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /** Whether accounts are in this database. */
    static boolean isAt(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'access'")) {
            return found.next();
        }
    }

    /** Where they are. */
    Connection connection() {
        return connection;
    }

    boolean areTablesPlain() throws SQLException {
        return new Tables(connection, findings).checkAccounts();
    }

    /** Compares what is there now with the last that the history says of each account. */
    void check() throws SQLException {
        long wrong = findings.wrong();
        keptByTriggers();
        keptByFunctions();
        sessionsEnd();
        accountsAreAsTheHistorySays();
        heldIsAsTheHistorySays();
        if (findings.wrong() == wrong) {
            findings.holds("accounts.same");
        }
    }

    private void keptByTriggers() throws SQLException {
        triggers(
                "accounts.trigger",
                """
                ('access.account', 'journal_added_or_removed', 'journal_account'),
                ('access.account', 'journal_changed', 'journal_account'),
                ('access.account', 'journal_emptied', 'journal_account'),
                ('access.account', 'history', 'keep_account_history'),
                ('access.account', 'history_emptied', 'keep_account_history'),
                ('access.account_role', 'journal_granted_or_revoked', 'journal_role'),
                ('access.account_role', 'journal_exchanged', 'journal_role'),
                ('access.account_role', 'journal_emptied', 'journal_role'),
                ('access.account_role', 'history', 'keep_role_history'),
                ('access.account_role', 'history_emptied', 'keep_role_history'),
                ('access.organisation', 'history_renamed', 'keep_organisation_history')\
                """);
        each(
                """
                SELECT coalesce(d.datname, '*') || ' / ' || coalesce(r.rolname, '*') || ': ' || c
                FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) c
                LEFT JOIN pg_database d ON d.oid = s.setdatabase
                LEFT JOIN pg_roles r ON r.oid = s.setrole
                WHERE c ILIKE 'session_replication_role=%' AND c NOT ILIKE '%=origin'
                  AND (s.setdatabase = 0 OR d.datname = current_database())\
                """,
                row -> findings.fails("accounts.trigger", row.getString(1)));
    }

    /** What the triggers do, function by function, as the releases had it. */
    private void keptByFunctions() throws SQLException {
        functions(
                "accounts.trigger",
                """
                ('enter_journal', '8c720ce5f83cc298b9d062d54a7a88ac58474088f246c47ee69a3a68d433da0a'),
                ('journal_account', '643b7a303012501f2993e3dd65a23aa06009f8b5efd0dfe81c44ec8bac0f0554'),
                ('journal_role', '67212ba86f7ef17a2d8565c97b0672d3f3c9266025c6ebcc73ad3c6f7aa3b750'),
                ('uuid_at', '79e3c82cef96614323a4ce265fdece1bb14403881dda6b4a91bcbbe0e3282eea'),
                ('keep_history', 'd5cffe89365222a8b4ec2ce3c488e3656a511482f6b55408d8e4eeb5db0f0209'),
                ('keep_account_history', '2861e54252714f5dd0e9a2f48685bc3696fc274df80e895db72acfefeb766a19'),
                ('keep_role_history', '35e7fe280048610fb0ffff33c80ead424004cf6111196464088d33e2c2e87541'),
                ('keep_organisation_history', 'da8154c4df6471a1056615b19903a66ec02544647045218b17e9b537f572b8a6')\
                """);
    }

    /** Whoever is locked or loses a role would stay signed in without these. */
    private void sessionsEnd() throws SQLException {
        triggers(
                "accounts.sessions",
                """
                ('access.account', 'sessions_end', 'end_sessions_of_account'),
                ('access.account_role', 'sessions_end', 'end_sessions_of_role'),
                ('access.account_role', 'sessions_end_all', 'end_sessions_of_role')\
                """);
        functions(
                "accounts.sessions",
                """
                ('end_sessions', '625f8bb2331697481d6ef952962cec8ec46872f2368a69b294d03bd9d7c08850'),
                ('end_sessions_of_account', 'd51207f4c8fc3a4cc14a0c7810af9cbc2f4b3aa093ddf6f8fe359e73684a3b2e'),
                ('end_sessions_of_role', '75d7ac93b5d87c699f1f09077c33f31cc222d88d807df0e1f43d4fac4c4eb206')\
                """);
    }

    /** Each a table, the trigger's name, and its function. */
    private void triggers(String fault, String expected) throws SQLException {
        each(
                """
                SELECT e.place || '.' || e.name
                FROM (VALUES %s) AS e (place, name, function)
                LEFT JOIN pg_trigger t ON t.tgrelid = to_regclass(e.place) AND t.tgname = e.name
                LEFT JOIN pg_proc p ON p.oid = t.tgfoid
                LEFT JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE t.oid IS NULL OR t.tgenabled NOT IN ('O', 'A') OR t.tgqual IS NOT NULL
                    AND t.tgname NOT IN ('journal_changed', 'journal_exchanged')
                    AND (e.place, e.name) <> ('access.account', 'sessions_end')
                   OR n.nspname <> 'access' OR p.proname <> e.function
                ORDER BY 1\
                """
                        .formatted(expected),
                row -> findings.fails(fault, row.getString(1)));
    }

    /** Each a name, and the SHA-256 of what it does. */
    private void functions(String fault, String expected) throws SQLException {
        each(
                """
                SELECT 'access.' || e.name
                FROM (VALUES %s) AS e (name, hash)
                WHERE (SELECT bool_and(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex') = e.hash)
                       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                       WHERE n.nspname = 'access' AND p.proname = e.name) IS NOT TRUE\
                """
                        .formatted(expected),
                row -> findings.fails(fault, row.getString(1)));
    }

    private void accountsAreAsTheHistorySays() throws SQLException {
        each(
                """
                SELECT coalesce(a.username, h.username, '?'), coalesce(a.id, h.account_id)::text,
                       a.id IS NULL, h.account_id IS NULL,
                       concat_ws(', ',
                           CASE WHEN a.username IS DISTINCT FROM h.username THEN 'username' END,
                           CASE WHEN a.name IS DISTINCT FROM h.name THEN 'name' END,
                           CASE WHEN a.organisation_id IS DISTINCT FROM h.organisation_id THEN 'organisation_id' END,
                           CASE WHEN a.organisation_name IS DISTINCT FROM h.organisation_name THEN 'organisation_name' END,
                           CASE WHEN a.post IS DISTINCT FROM h.post THEN 'post' END,
                           CASE WHEN a.roles IS DISTINCT FROM h.roles
                                THEN format('roles %s / %s', a.roles, h.roles) END,
                           CASE WHEN a.enabled IS DISTINCT FROM h.enabled THEN 'enabled' END) AS differing
                FROM (SELECT a.id, a.username, a.name, a.organisation_id,
                             o.name AS organisation_name, a.post, a.enabled,
                             ARRAY(SELECT r.role FROM access.account_role r WHERE r.account_id = a.id
                                   ORDER BY r.role COLLATE "C") AS roles
                      FROM access.account a
                      LEFT JOIN access.organisation o ON o.id = a.organisation_id) a
                FULL JOIN (SELECT * FROM (SELECT DISTINCT ON (account_id) * FROM access.account_history
                                          ORDER BY account_id, position DESC) l
                           WHERE NOT l.removed) h ON h.account_id = a.id
                WHERE (a.id, a.username, a.name, a.organisation_id, a.organisation_name, a.post, a.enabled, a.roles)
                   IS DISTINCT FROM
                      (h.account_id, h.username, h.name, h.organisation_id, h.organisation_name, h.post, h.enabled, h.roles)
                ORDER BY 1, 2\
                """,
                row -> {
                    String named = row.getString(1) + " " + row.getString(2);
                    if (row.getBoolean(3)) {
                        findings.fails("account.gone", named);
                    } else if (row.getBoolean(4)) {
                        findings.fails("account.unknown", named);
                    } else {
                        findings.fails("account.differs", named, row.getString(5));
                    }
                });
    }

    /** Both as moments from which an account was something else, or nothing any more. */
    private void heldIsAsTheHistorySays() throws SQLException {
        each(
                """
                WITH held AS (
                    SELECT account_id, at, was FROM (
                        SELECT account_id, at, was, lag(was) OVER (PARTITION BY account_id ORDER BY at, ending) AS before
                        FROM (SELECT account_id, valid_from AS at, 1 AS ending,
                                     ROW(organisation_id, name, post,
                                         ARRAY(SELECT r FROM unnest(roles) r ORDER BY r COLLATE "C"))::text AS was
                              FROM access.held
                              UNION ALL
                              SELECT account_id, valid_to, 0, NULL FROM access.held h
                              WHERE valid_to <> 'infinity'
                                AND NOT EXISTS (SELECT FROM access.held n
                                                WHERE n.account_id = h.account_id AND n.valid_from = h.valid_to)) m) c
                    WHERE was IS DISTINCT FROM before),
                history AS (
                    SELECT account_id, at, was FROM (
                        SELECT account_id, at, was, lag(was) OVER (PARTITION BY account_id ORDER BY position) AS before
                        FROM (SELECT account_id, at, position,
                                     CASE WHEN NOT removed
                                          THEN ROW(organisation_id, name, post, roles)::text END AS was
                              FROM access.account_history) m) c
                    WHERE was IS DISTINCT FROM before)
                SELECT account_id::text, extract(epoch FROM at)::text, min(was)
                FROM ((TABLE held EXCEPT TABLE history) UNION ALL (TABLE history EXCEPT TABLE held)) d
                GROUP BY account_id, at ORDER BY account_id, at\
                """,
                row ->
                        findings.fails(
                                "held.differs", row.getString(1), Moments.of(row.getString(2))));
    }

    /** What to do with each row that a query finds. */
    @FunctionalInterface
    private interface Found {
        void row(ResultSet row) throws SQLException;
    }

    private void each(String query, Found found) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.row(rows);
            }
        }
    }
}
