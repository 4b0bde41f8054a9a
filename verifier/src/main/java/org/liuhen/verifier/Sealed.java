package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;
import org.liuhen.seal.Succession;

/** Follows the leaves in their order, each with its row, and lets the tree grow by them. */
final class Sealed {
    private final Leaves leaves;
    private final FormerLogs former;
    private final Findings findings;
    private final Map<String, Rows> rows = new HashMap<>();
    private final Map<String, Long> seen = new TreeMap<>();
    private final Frontier tree = new Frontier();

    Sealed(Leaves leaves, FormerLogs former, Findings findings) {
        this.leaves = leaves;
        this.former = former;
        this.findings = findings;
    }

    /**
     * Reads the rows of a kind, too.
     *
     * @param met is told of each row, once
     */
    void read(RowKind kind, Connection connection, BiConsumer<StoredRow, Rows.Row> met)
            throws SQLException {
        rows.put(kind.text(), new Rows(kind, connection, leaves, met, findings));
    }

    /** Reads all, and tells what is there how the tree grows. */
    void follow(Signed signed) throws SQLException {
        signed.at(tree);
        try (PreparedStatement query = leaves.inOrder();
                ResultSet leaf = query.executeQuery()) {
            long next = 0;
            while (leaf.next() && rows.values().stream().noneMatch(Rows::areTooDisordered)) {
                Leaves.Leaf found = new Leaves.Leaf(leaf);
                if (found.index() > next) {
                    findings.fails("leaf.gone", next, found.index() - 1);
                }
                next = found.index() + 1;
                tree.add(hash(found));
                signed.at(tree);
            }
            for (Rows each : rows.values()) {
                each.rest();
            }
        } finally {
            close(rows.values());
        }
        signed.end(tree.size());
    }

    private static void close(Collection<Rows> all) throws SQLException {
        for (Rows each : all) {
            each.close();
        }
    }

    /** What the row makes of it, whatever the log's table says; without a row, what that says. */
    private Hash hash(Leaves.Leaf leaf) throws SQLException {
        if (leaf.kind().equals(Succession.KIND) && leaf.index() == 0) {
            return former.firstLeaf(leaf);
        }
        seen.merge(leaf.kind(), 1L, Long::sum);
        @Nullable Rows ofKind = rows.get(leaf.kind());
        Rows.@Nullable Row row = ofKind == null ? null : ofKind.at(leaf.position());
        if (row == null) {
            if (ofKind != null) {
                findings.fails("row.gone", findings.named(leaf.kind(), leaf.id()), leaf.index());
            }
            byte @Nullable [] sealed = leaf.rowHash();
            return sealed == null
                    ? Hash.OF_NOTHING
                    : Hash.leaf(RowKind.entry(leaf.kind(), leaf.id(), sealed));
        }
        if (!leaf.isOf(row)) {
            findings.fails("row.changed", row.named(), leaf.id());
        }
        return Hash.leaf(RowKind.entry(leaf.kind(), row.id(), row.hash().bytes()));
    }

    /** What was met, and what was not read; rows that were just added are sealed a moment later. */
    void conclude() throws SQLException {
        for (Rows each : rows.values()) {
            each.conclude();
        }
        seen.forEach((kind, count) -> {
            if (rows.containsKey(kind)) {
                findings.note("database.of-kind", findings.words("kind." + kind), count);
            } else if (RowKind.of(kind).isPresent()) {
                findings.isNotChecked("accounts.absent", findings.words("kind." + kind), count);
            } else {
                findings.isNotChecked("kind.unknown", kind, count);
            }
        });
    }
}
