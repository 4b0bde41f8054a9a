package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.RowKind;

/** Whether the tables are plain ones, that show everybody all there is, and what they say. */
final class Tables {
    private final Connection connection;
    private final Findings findings;

    Tables(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /** A view, a rule or a policy may show the checker other rows than the application. */
    boolean check() throws SQLException {
        execute("SET row_security = off");
        if (all("SELECT 1 FROM pg_namespace WHERE nspname IN ('record', 'seal')").isEmpty()) {
            throw new Malformed(findings.words("no-record"));
        }
        boolean plain = arePlain(List.of("record.event", "seal.leaf", "seal.checkpoint"));
        return areSealed(RowKind.EVENT) && plain;
    }

    /** The same of accounts, their history and the journal. */
    boolean checkAccounts() throws SQLException {
        execute("SET search_path = pg_catalog");
        execute("SET row_security = off");
        boolean plain =
                arePlain(
                        List.of(
                                "access.journal",
                                "access.account_history",
                                "access.held",
                                "access.account",
                                "access.account_role",
                                "access.organisation"));
        boolean journal = areSealed(RowKind.JOURNAL);
        return areSealed(RowKind.ACCOUNT) && journal && plain;
    }

    /** What is only added to and sealed has no triggers either: they could leave something out. */
    private boolean arePlain(List<String> tables) throws SQLException {
        List<String> odd =
                all(
                        """
                        SELECT t.name
                        FROM unnest(string_to_array('%s', ' ')) AS t (name)
                        LEFT JOIN pg_class c ON c.oid = to_regclass(t.name)
                        WHERE c.oid IS NULL OR c.relkind <> 'r' OR c.relrowsecurity
                           OR c.relispartition
                           OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
                           OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)
                           OR t.name IN ('record.event', 'seal.leaf', 'access.journal',
                                         'access.account_history')
                              AND EXISTS (SELECT FROM pg_trigger g
                                          WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)\
                        """
                                .formatted(String.join(" ", tables)));
        if (!odd.isEmpty()) {
            findings.fails("database.odd-tables", odd);
        }
        return odd.isEmpty();
    }

    private boolean areSealed(RowKind kind) throws SQLException {
        List<String> columns =
                all(
                        """
                        SELECT attname FROM pg_attribute
                        WHERE attrelid = to_regclass('%s') AND attnum > 0
                          AND NOT attisdropped\
                        """
                                .formatted(kind.table()));
        List<String> expected = kind.columns().stream().map(RowKind.Column::name).toList();
        boolean same =
                columns.size() == expected.size()
                        && new HashSet<>(columns).equals(new HashSet<>(expected));
        if (same) {
            findings.holds("database.columns", kind.table(), columns.size());
        } else {
            findings.fails("database.other-columns", kind.table(), columns);
        }
        return same;
    }

    /**
     * The largest checkpoint the database holds, where it is larger than the given one and the log
     * signed it. It is no proof of age, but what it covers nobody without the log's key has
     * changed.
     */
    Optional<Checkpoint> latestCheckpoint(Policy policy, long given) throws SQLException {
        List<String> notes = all("SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1");
        if (notes.isEmpty()) {
            return Optional.empty();
        }
        try {
            Checkpoint latest = policy.verify(Note.parse(notes.getFirst())).checkpoint();
            return latest.size() > given ? Optional.of(latest) : Optional.empty();
        } catch (Malformed e) {
            findings.fails("database.checkpoint", e);
            return Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> all(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                all.add(String.valueOf(row.getString(1)));
            }
        }
        return all;
    }
}
