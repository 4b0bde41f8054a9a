package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.RowKind;

/** What the log's table says of the leaves, also as releases had it that sealed only events. */
final class Leaves {
    private final Connection connection;
    private final boolean onlyEvents;

    Leaves(Connection connection) throws SQLException {
        this.connection = connection;
        this.onlyEvents = !hasKinds(connection);
    }

    /** A leaf as the table has it; whoever owns the table may have put anything there. */
    static final class Leaf {
        private final long index;
        private final @Nullable String kind;
        private final long position;
        private final @Nullable String id;
        private final byte @Nullable [] rowHash;

        Leaf(ResultSet row) throws SQLException {
            index = row.getLong("index");
            kind = row.getString("kind");
            position = row.getLong("position");
            id = row.getString("row_id");
            rowHash = row.getBytes("row_hash");
        }

        long index() {
            return index;
        }

        String kind() {
            return kind == null ? "?" : kind;
        }

        long position() {
            return position;
        }

        String id() {
            return id == null ? "?" : id;
        }

        byte @Nullable [] rowHash() {
            return rowHash;
        }

        /** Whether it is the leaf of this row as it is. */
        boolean isOf(Rows.Row row) {
            return row.id().equals(id) && row.isSealedAs(rowHash);
        }
    }

    private static boolean hasKinds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                """
                                SELECT FROM pg_attribute
                                WHERE attrelid = to_regclass('seal.leaf') AND attname = 'kind'
                                  AND NOT attisdropped\
                                """)) {
            return found.next();
        }
    }

    /** Whether this is a database in which nothing but events is sealed. */
    boolean areOnlyOfEvents() {
        return onlyEvents;
    }

    /** All, in their order. */
    PreparedStatement inOrder() throws SQLException {
        return DatabaseCheck.cursor(connection, select() + " ORDER BY index");
    }

    private String select() {
        return onlyEvents
                ? "SELECT index, 'event' AS kind, position, event_id AS row_id, row_hash FROM"
                        + " seal.leaf"
                : "SELECT index, kind, position, row_id, row_hash FROM seal.leaf";
    }

    /** Of rows by their positions, takes away those that are sealed by now as they are. */
    void forgetSealed(RowKind kind, Map<Long, Rows.Row> waiting) throws SQLException {
        List<Long> positions = new ArrayList<>(waiting.keySet());
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT * FROM ("
                                + select()
                                + ") l WHERE kind = ? AND position = ANY (?)")) {
            query.setString(1, kind.text());
            query.setArray(2, connection.createArrayOf("bigint", positions.toArray()));
            try (ResultSet sealed = query.executeQuery()) {
                while (sealed.next()) {
                    Leaf leaf = new Leaf(sealed);
                    Rows.Row row = waiting.get(leaf.position);
                    if (row != null && leaf.isOf(row)) {
                        waiting.remove(leaf.position);
                    }
                }
            }
        }
        connection.rollback();
    }
}
