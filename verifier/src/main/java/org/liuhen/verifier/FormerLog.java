package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.Succession;

/** A log that another has taken the place of, as the database keeps it, and how that began. */
final class FormerLog {
    private static final String LEAVES =
            """
            SELECT f.index, f.kind, f.row_id, f.row_hash,
                   f.kind = 'log' OR l.row_hash IS NOT DISTINCT FROM f.row_hash AS again
            FROM seal.former_leaf f LEFT JOIN seal.leaf l USING (kind, position, row_id)
            WHERE f.number = ? AND f.index < ? ORDER BY f.index\
            """;

    private final Connection connection;
    private final Findings findings;

    FormerLog(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /** How a log began, and the number under which the one before is kept. */
    private record Kept(long number, Succession succession) {}

    /** What the first leaf of the log makes of what the database says of its beginning. */
    Hash firstLeaf(Leaves.Leaf leaf) throws SQLException {
        byte @Nullable [] sealed = leaf.rowHash();
        try {
            Optional<Kept> kept = kept("id", leaf.id());
            if (kept.isPresent()) {
                Succession said = kept.get().succession;
                if (!said.id().equals(leaf.id()) || !Arrays.equals(said.hash(), sealed)) {
                    findings.fails("log.succession-changed", leaf.id());
                }
                tell(said);
                return Hash.leaf(said.entry());
            }
        } catch (Malformed e) {
            findings.fails("log.succession-changed", e);
        }
        findings.fails("log.succession-gone", leaf.id());
        return sealed == null
                ? Hash.OF_NOTHING
                : Hash.leaf(RowKind.entry(Succession.KIND, leaf.id(), sealed));
    }

    private void tell(Succession said) {
        findings.note(
                "log.succeeded",
                said.before().name(),
                said.log().name(),
                said.at(),
                said.by(),
                said.reason());
        if (said.lost() == 0) {
            findings.note("log.nothing-lost", said.size());
        } else {
            findings.note("log.lost", said.size(), said.kept(), said.lost());
        }
    }

    /**
     * Holds what is kept of a log against a checkpoint of it.
     *
     * @return whether the checkpoint is of a log that another has taken the place of
     */
    boolean check(Checkpoint given) throws SQLException {
        Optional<Kept> kept = kept("origin", given.origin());
        if (kept.isEmpty()) {
            return false;
        }
        Frontier tree = new Frontier();
        try (PreparedStatement query = DatabaseCheck.cursor(connection, LEAVES)) {
            query.setLong(1, kept.get().number);
            query.setLong(2, Math.min(given.size(), kept.get().succession.kept()));
            try (ResultSet leaf = query.executeQuery()) {
                while (leaf.next()) {
                    tree.add(leaf(leaf));
                }
            }
        }
        if (tree.size() < given.size()) {
            findings.fails("former.lost", given.origin(), given.size(), tree.size());
        } else if (tree.root().equals(given.root())) {
            findings.holds("former.same", given.origin(), given.size());
        } else {
            findings.fails("former.root", given.origin(), given.size());
        }
        return true;
    }

    private Hash leaf(ResultSet leaf) throws SQLException {
        String kind = String.valueOf(leaf.getString("kind"));
        String id = String.valueOf(leaf.getString("row_id"));
        byte @Nullable [] sealed = leaf.getBytes("row_hash");
        if (!leaf.getBoolean("again")) {
            findings.fails("former.changed", findings.named(kind, id), leaf.getLong("index"));
        }
        return sealed == null ? Hash.OF_NOTHING : Hash.leaf(RowKind.entry(kind, id, sealed));
    }

    private Optional<Kept> kept(String by, String value) throws SQLException {
        if (!isThere()) {
            return Optional.empty();
        }
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT number, id, document FROM seal.succession ORDER BY number");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (by.equals("id") && !value.equals(row.getString("id"))) {
                    continue;
                }
                Succession said = Succession.parse(String.valueOf(row.getString("document")));
                if (by.equals("id") || said.before().name().equals(value)) {
                    return Optional.of(new Kept(row.getLong("number"), said));
                }
            }
            return Optional.empty();
        }
    }

    /** A database of an earlier release has no such table. */
    private boolean isThere() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT to_regclass('seal.succession') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
