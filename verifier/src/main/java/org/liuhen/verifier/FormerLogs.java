package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.Succession;

/**
 * The logs that others have taken the place of, as the database keeps them. The first leaf of each
 * log commits to how it began; that names the log before, and how much of it was kept.
 */
final class FormerLogs {
    private static final String LEAVES =
            """
            SELECT f.index, f.kind, f.row_id, f.row_hash,
                   l.row_hash IS NOT DISTINCT FROM f.row_hash AS again, l.row_id IS NULL AS awaited
            FROM seal.former_leaf f LEFT JOIN seal.leaf l USING (kind, position, row_id)
            WHERE f.number = ? AND f.index < ? ORDER BY f.index\
            """;

    private final Connection connection;
    private final Findings findings;

    /** How many leaves of the log that is followed the present one has yet to take. */
    private long awaited;

    /** In the order in which they were. */
    private final List<Former> all = new ArrayList<>();

    /** Of which a first leaf says so. */
    private final Set<String> sealed = new HashSet<>();

    /** A log, how it was followed, and what is known that it signed. */
    private static final class Former {
        final long number;
        final String id;
        final Succession followed;
        final FormerTree tree;

        Former(long number, String id, Succession followed) {
            this.number = number;
            this.id = id;
            this.followed = followed;
            this.tree = new FormerTree(followed);
        }

        String origin() {
            return followed.before().name();
        }
    }

    /** Reads how each log began; a database of an earlier release has no such table. */
    FormerLogs(Connection connection, Findings findings) throws SQLException {
        this.connection = connection;
        this.findings = findings;
        if (!isThere()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT number, id, document FROM seal.succession ORDER BY number")) {
            while (row.next()) {
                read(
                        row.getLong("number"),
                        String.valueOf(row.getString("id")),
                        String.valueOf(row.getString("document")));
            }
        }
    }

    /**
     * Whether there is anything to read.
     *
     * @throws Malformed where there is, and this user may not
     */
    private boolean isThere() throws SQLException {
        if (is("to_regclass('seal.succession') IS NULL")) {
            return false;
        }
        boolean readable =
                is(
                        """
                        has_table_privilege('seal.succession', 'SELECT')
                        AND has_table_privilege('seal.former_leaf', 'SELECT')
                        AND has_table_privilege('seal.former_checkpoint', 'SELECT')\
                        """);
        if (!readable && is("EXISTS (SELECT FROM seal.leaf WHERE index = 0 AND kind = 'log')")) {
            throw new Malformed(findings.words("former.unreadable"));
        }
        return readable;
    }

    private boolean is(String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + condition)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void read(long number, String id, String document) {
        try {
            all.add(new Former(number, id, Succession.parse(document)));
        } catch (Malformed e) {
            findings.fails("log.succession-changed", id, e);
        }
    }

    /** The name of the log that goes on; empty where it is the first. */
    Optional<String> present() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().followed.log().name());
    }

    /** Takes a checkpoint to compare; false where it is of none of these logs. */
    boolean takes(Checkpoint known) {
        Optional<Former> of =
                all.stream().filter(each -> each.origin().equals(known.origin())).findFirst();
        of.ifPresent(former -> former.tree.also(known));
        return of.isPresent();
    }

    /** What the first leaf of the log that goes on is, by what the database says of it. */
    Hash firstLeaf(Leaves.Leaf leaf) {
        return firstLeaf(leaf.id(), leaf.rowHash());
    }

    private Hash firstLeaf(String id, byte @Nullable [] hash) {
        for (Former each : all) {
            if (each.id.equals(id)) {
                sealed.add(id);
                if (!Arrays.equals(each.followed.hash(), hash)) {
                    findings.fails("log.succession-changed", id, each.followed.log().name());
                }
                return Hash.leaf(each.followed.entry());
            }
        }
        findings.fails("log.succession-gone", id);
        return hash == null ? Hash.OF_NOTHING : Hash.leaf(RowKind.entry(Succession.KIND, id, hash));
    }

    /** Holds what is kept of each against what it signed, once the log that goes on was read. */
    void check() throws SQLException {
        for (Former each : all) {
            tell(each.followed);
            atTheEnd(each).ifPresent(each.tree::also);
            long before = findings.wrong();
            awaited = 0;
            follow(each);
            if (awaited > 0) {
                findings.waits("former.awaited", each.origin(), awaited);
            }
            boolean again = findings.wrong() == before && awaited == 0 && each.tree.isWhole();
            if (again && each.followed.kept() > 0) {
                findings.holds("former.again", each.origin(), each.followed.kept());
            }
            each.tree.conclude(findings);
        }
        for (int i = 0; i < all.size(); i++) {
            boolean isLast = i == all.size() - 1;
            boolean isKept = isLast || all.get(i + 1).followed.kept() > 0;
            if (isKept && !sealed.contains(all.get(i).id)) {
                findings.fails("log.succession-unsealed", all.get(i).id);
            }
        }
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

    private void follow(Former former) throws SQLException {
        try (PreparedStatement query = DatabaseCheck.cursor(connection, LEAVES)) {
            query.setLong(1, former.number);
            query.setLong(2, former.followed.kept());
            try (ResultSet leaf = query.executeQuery()) {
                while (leaf.next()) {
                    former.tree.add(leaf(leaf));
                }
            }
        }
    }

    private Hash leaf(ResultSet leaf) throws SQLException {
        String kind = String.valueOf(leaf.getString("kind"));
        String id = String.valueOf(leaf.getString("row_id"));
        byte @Nullable [] hash = leaf.getBytes("row_hash");
        long index = leaf.getLong("index");
        if (kind.equals(Succession.KIND) && index == 0) {
            return firstLeaf(id, hash);
        }
        if (leaf.getBoolean("awaited")) {
            awaited++;
        } else if (!leaf.getBoolean("again")) {
            findings.fails("former.changed", findings.named(kind, id), index);
        }
        return hash == null ? Hash.OF_NOTHING : Hash.leaf(RowKind.entry(kind, id, hash));
    }

    /** What it signed of exactly the leaves that were kept. */
    private Optional<Checkpoint> atTheEnd(Former former) throws SQLException {
        Succession followed = former.followed;
        if (followed.lost() == 0) {
            return Optional.of(Checkpoint.parse(followed.last().text()));
        }
        if (followed.kept() == 0) {
            return Optional.empty();
        }
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT note FROM seal.former_checkpoint WHERE number = ? AND size = ?")) {
            query.setLong(1, former.number);
            query.setLong(2, followed.kept());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    Note note = Note.parse(String.valueOf(row.getString(1)));
                    return Optional.of(Policy.of(followed.before()).verify(note).checkpoint());
                }
            }
        } catch (Malformed e) {
            findings.fails("former.checkpoint", followed.before().name(), followed.kept(), e);
            return Optional.empty();
        }
        findings.fails("former.no-checkpoint", followed.before().name(), followed.kept());
        return Optional.empty();
    }
}
