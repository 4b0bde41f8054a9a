package org.liuhen.verifier;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.SealedEvent;
import org.liuhen.seal.StoredEvent;

/**
 * Checks a whole database against a checkpoint: every row of the record, in the order in which the
 * log sealed them, must make the tree that was signed. What the log's own tables say only helps to
 * find the row that is to blame; it proves nothing.
 */
final class DatabaseCheck {
    private static final int FETCHED = 5_000;
    private static final String EVENTS =
            "SELECT "
                    + String.join(", ", StoredEvent.COLUMNS)
                    + " FROM record.event ORDER BY position";
    private static final String LEAVES =
            "SELECT index, position, event_id, row_hash FROM seal.leaf ORDER BY index";

    private final Findings findings;
    private final Map<String, StoredEvent> known = new HashMap<>();
    private final Map<Long, StoredEvent> waiting = new HashMap<>();

    DatabaseCheck(Findings findings) {
        this.findings = findings;
    }

    /** Rows that an earlier package holds, proved already: they must be there unchanged. */
    void remember(List<SealedEvent> proved) {
        proved.forEach(sealed -> known.put(sealed.event().text("event_id"), sealed.event()));
    }

    /**
     * Checks the rows.
     *
     * @param connection is read in one snapshot and changed in nothing
     */
    void check(Connection connection, Note checkpoint, Policy policy) throws SQLException {
        Optional<Policy.Verified> verified = new Signatures(findings).check(checkpoint, policy);
        if (verified.isEmpty()) {
            return;
        }
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        columns(connection);
        rows(connection, verified.get().checkpoint());
        connection.rollback();
    }

    /** A column nobody sealed would be a place to put things. */
    private void columns(Connection connection) throws SQLException {
        List<String> there = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT column_name FROM information_schema.columns
                                WHERE table_schema = 'record' AND table_name = 'event'
                                ORDER BY ordinal_position\
                                """)) {
            while (row.next()) {
                there.add(row.getString(1));
            }
        }
        if (there.equals(StoredEvent.COLUMNS)) {
            findings.holds("database.columns", there.size());
        } else {
            findings.fails("database.other-columns", there);
        }
    }

    private void rows(Connection connection, Checkpoint head) throws SQLException {
        Frontier frontier = new Frontier();
        @Nullable Hash root = head.size() == 0 ? frontier.root() : null;
        try (PreparedStatement leafQuery = cursor(connection, LEAVES);
                PreparedStatement eventQuery = cursor(connection, EVENTS);
                ResultSet leaves = leafQuery.executeQuery();
                ResultSet events = eventQuery.executeQuery()) {
            Rows rows = new Rows(events);
            while (leaves.next()) {
                long position = leaves.getLong("position");
                StoredEvent event = rows.at(position);
                byte[] sealed = leaves.getBytes("row_hash");
                if (event == null) {
                    findings.fails(
                            "row.gone", leaves.getString("event_id"), leaves.getLong("index"));
                    frontier.add(
                            Hash.leaf(StoredEvent.entry(leaves.getString("event_id"), sealed)));
                } else {
                    byte[] found = event.rowHash();
                    if (!Arrays.equals(found, sealed)) {
                        findings.fails(
                                "row.changed",
                                PackageCheck.named(event),
                                leaves.getString("event_id"));
                    }
                    compare(event, found);
                    frontier.add(Hash.leaf(StoredEvent.entry(event.text("event_id"), found)));
                }
                if (frontier.size() == head.size()) {
                    root = frontier.root();
                }
            }
            rows.rest();
        }
        conclude(head, frontier.size(), root);
    }

    private void conclude(Checkpoint head, long size, @Nullable Hash root) {
        waiting.values()
                .forEach(event -> findings.fails("row.unsealed", PackageCheck.named(event)));
        known.values().forEach(event -> findings.fails("row.missing", PackageCheck.named(event)));
        if (root == null) {
            findings.fails("database.short", head.size(), size);
        } else if (!root.equals(head.root())) {
            findings.fails("database.root", head.size(), root, head.root());
        } else if (findings.allHold()) {
            findings.holds("database.same", head.size(), size - head.size());
        }
    }

    private void compare(StoredEvent event, byte[] rowHash) {
        StoredEvent earlier = known.remove(event.text("event_id"));
        if (earlier != null && !Arrays.equals(earlier.rowHash(), rowHash)) {
            findings.fails(
                    "row.other-than-packed", PackageCheck.named(event), differing(event, earlier));
        }
    }

    private static List<String> differing(StoredEvent now, StoredEvent then) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < StoredEvent.COLUMNS.size(); i++) {
            if (!Arrays.equals(now.columns().get(i), then.columns().get(i))) {
                columns.add(StoredEvent.COLUMNS.get(i));
            }
        }
        return columns;
    }

    private static PreparedStatement cursor(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        return statement;
    }

    /** The rows by position, wanted nearly in that order: those passed over are kept. */
    private final class Rows {
        private final ResultSet events;
        private boolean more = true;
        private long last = Long.MIN_VALUE;

        Rows(ResultSet events) {
            this.events = events;
        }

        @Nullable StoredEvent at(long position) throws SQLException {
            while (more && last < position) {
                StoredEvent event = next();
                if (event != null && last == position) {
                    return event;
                }
                if (event != null) {
                    waiting.put(last, event);
                }
            }
            return waiting.remove(position);
        }

        void rest() throws SQLException {
            while (more) {
                StoredEvent event = next();
                if (event != null) {
                    waiting.put(last, event);
                }
            }
        }

        private @Nullable StoredEvent next() throws SQLException {
            more = events.next();
            if (!more) {
                return null;
            }
            last = events.getLong(1);
            return event(events);
        }
    }

    @SuppressWarnings("NullAway") // it reads a list of arrays of another module as never null
    private static StoredEvent event(ResultSet row) throws SQLException {
        List<byte @Nullable []> columns = new ArrayList<>(StoredEvent.COLUMNS.size());
        for (int i = 1; i <= StoredEvent.COLUMNS.size(); i++) {
            columns.add(i > StoredEvent.TEXTS ? row.getBytes(i) : utf8(row.getString(i)));
        }
        return new StoredEvent(columns);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
