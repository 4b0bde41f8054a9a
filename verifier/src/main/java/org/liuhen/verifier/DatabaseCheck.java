package org.liuhen.verifier;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.ProofPackage;
import org.liuhen.seal.SealedEvent;
import org.liuhen.seal.StoredEvent;

/**
 * Checks a whole database against a checkpoint: every row of the record, in the order in which the
 * log sealed them, must make the tree that was signed. What the log's own tables say only helps to
 * find the row that is to blame; it proves nothing.
 */
final class DatabaseCheck {
    static final int FETCHED = 5_000;
    private static final String LEAVES =
            "SELECT index, position, event_id, row_hash FROM seal.leaf ORDER BY index";

    private final Findings findings;
    private final Map<String, StoredEvent> known = new HashMap<>();
    private final Signed signed;

    DatabaseCheck(Findings findings) {
        this.findings = findings;
        this.signed = new Signed(findings);
    }

    /** An earlier package: its events and the tree it was signed under must be there unchanged. */
    void remember(ProofPackage earlier) {
        for (SealedEvent sealed : earlier.events()) {
            known.put(sealed.event().text("event_id"), sealed.event());
        }
        signed.also("checkpoint.of-package", Checkpoint.parse(earlier.checkpoint().text()));
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
        Checkpoint given = verified.get().checkpoint();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Tables tables = new Tables(connection, findings);
        boolean plain = tables.check();
        try {
            if (new FormerLog(connection, findings).check(given)) {
                // What is there now, the log that began after it has signed.
                signed.given(
                        tables.latestCheckpoint(policy, 0)
                                .orElseThrow(() ->
                                        new Malformed(findings.words("log.no-checkpoint"))));
            } else {
                signed.given(given);
                tables.latestCheckpoint(policy, given.size()).ifPresent(signed::latest);
            }
            Rows rows = new Rows(connection, this::compare, findings);
            leaves(connection, rows);
            connection.rollback();
            rows.conclude();
            known.values()
                    .forEach(event -> findings.fails("row.missing", PackageCheck.named(event)));
            signed.conclude();
        } catch (SQLException e) {
            if (plain) {
                throw e;
            }
            findings.fails("database.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private void leaves(Connection connection, Rows rows) throws SQLException {
        Frontier frontier = new Frontier();
        signed.at(frontier);
        try (PreparedStatement query = cursor(connection, LEAVES);
                ResultSet leaves = query.executeQuery();
                rows) {
            long next = 0;
            while (leaves.next() && !rows.areTooDisordered()) {
                long index = leaves.getLong("index");
                if (index > next) {
                    findings.fails("leaf.gone", next, index - 1);
                }
                next = index + 1;
                long position = leaves.getLong("position");
                frontier.add(
                        position == FormerLog.NO_EVENT
                                ? new FormerLog(connection, findings).firstLeaf(leaves)
                                : leaf(leaves, rows.at(position)));
                signed.at(frontier);
            }
            rows.rest();
        }
        signed.end(frontier.size());
    }

    /** What the row makes of it, whatever the log's table says; without a row, what that says. */
    private Hash leaf(ResultSet leaves, Rows.@Nullable Row row) throws SQLException {
        @Nullable String id = leaves.getString("event_id");
        byte @Nullable [] sealed = leaves.getBytes("row_hash");
        String shown = id == null ? "?" : id;
        if (row == null) {
            findings.fails("row.gone", shown, leaves.getLong("index"));
            return sealed == null ? Hash.OF_NOTHING : Hash.leaf(StoredEvent.entry(shown, sealed));
        }
        if (!row.id().equals(id) || !row.isSealedAs(sealed)) {
            findings.fails("row.changed", row.named(), shown);
        }
        return Hash.leaf(StoredEvent.entry(row.id(), row.hash().bytes()));
    }

    private void compare(StoredEvent event, Rows.Row row) {
        StoredEvent earlier = known.remove(row.id());
        if (earlier != null && !row.isSealedAs(earlier.rowHash())) {
            findings.fails("row.other-than-packed", row.named(), differing(event, earlier));
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

    static PreparedStatement cursor(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        return statement;
    }

    static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** As far as it can be read: whoever owns the table may have put anything there. */
    static String id(StoredEvent event) {
        try {
            return event.text("event_id");
        } catch (Malformed _) {
            return "?";
        }
    }
}
