package org.liuhen.command.seal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many leaves of a log are still as it signed them, from the first on. Tiles are not asked:
 * that they are damaged may be why the log cannot go on.
 */
final class KeptLeaves {
    private static final int READ_AT_ONCE = 5_000;

    private final JdbcClient database;
    private final VerifierKey log;
    private final Frontier tree = new Frontier();

    /** What the leaves lead to, in the order of their sizes. */
    private final List<Note> led = new ArrayList<>();

    KeptLeaves(JdbcClient database, VerifierKey log) {
        this.database = database;
        this.log = log;
    }

    /** A leaf, and what was signed when it was the last one. */
    private record Leaf(long index, Hash hash, @Nullable String note) {}

    /**
     * Counts them: as many as the largest checkpoint covers that the leaves lead to.
     *
     * @param last the largest that is known; another of the same size is not believed
     */
    long count(Note last) {
        long size = SealedLog.sizeOf(last);
        List<Leaf> leaves;
        do {
            leaves = next(size);
            for (Leaf leaf : leaves) {
                if (leaf.index != tree.size()) {
                    return largest(); // those between are gone
                }
                tree.add(leaf.hash);
                if (tree.size() == size) {
                    compare(last);
                } else if (leaf.note != null) {
                    compare(Note.parse(leaf.note));
                }
            }
        } while (!leaves.isEmpty());
        return largest();
    }

    private void compare(Note signed) {
        if (Checkpoint.parse(signed.text()).root().equals(tree.root())) {
            led.add(signed);
        }
    }

    /** Whoever owns the database can write a checkpoint there, and not sign it. */
    private long largest() {
        Policy ours = Policy.of(log);
        for (Note signed : led.reversed()) {
            try {
                return ours.verify(signed).checkpoint().size();
            } catch (Malformed _) {
                // then perhaps one before it
            }
        }
        return 0;
    }

    private List<Leaf> next(long end) {
        return database.sql(
                        """
                        SELECT l.index, l.kind, l.row_id, l.row_hash, c.note
                        FROM seal.leaf l LEFT JOIN seal.checkpoint c ON c.size = l.index + 1
                        WHERE l.index >= ? AND l.index < ? ORDER BY l.index\
                        """)
                .params(tree.size(), Math.min(end, tree.size() + READ_AT_ONCE))
                .query((row, _) ->
                        new Leaf(
                                row.getLong("index"),
                                Hash.leaf(
                                        RowKind.entry(
                                                row.getString("kind"),
                                                row.getString("row_id"),
                                                row.getBytes("row_hash"))),
                                row.getString("note")))
                .list();
    }
}
