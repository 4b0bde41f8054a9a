package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.StoredEvent;

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
        execute("SET search_path = pg_catalog");
        execute("SET row_security = off");
        if (all("SELECT 1 FROM pg_namespace WHERE nspname IN ('record', 'seal')").isEmpty()) {
            throw new Malformed(findings.words("no-record"));
        }
        List<String> odd =
                all(
                        """
                        SELECT n.nspname || '.' || t.name
                        FROM (VALUES ('record', 'event'), ('seal', 'leaf'), ('seal', 'checkpoint'))
                             AS t (schema, name)
                        LEFT JOIN pg_namespace n ON n.nspname = t.schema
                        LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
                        WHERE c.oid IS NULL OR c.relkind <> 'r' OR c.relrowsecurity
                           OR c.relispartition
                           OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
                           OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)\
                        """);
        if (!odd.isEmpty()) {
            findings.fails("database.odd-tables", odd);
        }
        List<String> columns =
                all(
                        """
                        SELECT attname FROM pg_attribute
                        WHERE attrelid = 'record.event'::regclass AND attnum > 0
                          AND NOT attisdropped ORDER BY attnum\
                        """);
        boolean same = columns.equals(StoredEvent.COLUMNS);
        if (same) {
            findings.holds("database.columns", columns.size());
        } else {
            findings.fails("database.other-columns", columns);
        }
        return same && odd.isEmpty();
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
