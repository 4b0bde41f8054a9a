package org.liuhen.command.seal;

import java.util.List;
import java.util.Optional;
import org.liuhen.command.Follower;
import org.liuhen.seal.RowKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far sealing has come, kind by kind: what to begin with after a start. */
@Component
class Progress {
    private final JdbcClient database;

    Progress(JdbcClient database) {
        this.database = database;
    }

    /** How many rows of a kind are sealed. */
    long leaves(RowKind kind) {
        return progress(kind, "leaves");
    }

    /** A follower of the rows of a kind that goes on where sealing has come. */
    Follower follower(JdbcClient source, RowKind kind) {
        List<Follower.Range> missing =
                database.sql(
                                """
                                SELECT from_position, to_position FROM (
                                    SELECT lag(position, 1, :settled) OVER (ORDER BY position) + 1
                                               AS from_position,
                                           position - 1 AS to_position
                                    FROM seal.leaf WHERE kind = :kind AND position > :settled) gaps
                                WHERE from_position <= to_position\
                                """)
                        .param("kind", kind.text())
                        .param("settled", progress(kind, "settled"))
                        .query((row, _) -> new Follower.Range(row.getLong(1), row.getLong(2)))
                        .list();
        return new Follower(source, kind, last(kind).map(Place::position).orElse(0L), missing);
    }

    /** The row of a kind that has the highest position of those sealed. */
    Optional<Place> last(RowKind kind) {
        return database.sql(
                        """
                        SELECT position, row_id FROM seal.leaf WHERE kind = ?
                        ORDER BY position DESC LIMIT 1\
                        """)
                .param(kind.text())
                .query((row, _) -> new Place(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** How many leaves of a kind no checkpoint covers yet. */
    long unsigned(RowKind kind) {
        return database.sql(
                        """
                        SELECT count(*) FROM seal.leaf
                        WHERE kind = ?
                          AND index >= (SELECT coalesce(max(size), 0) FROM seal.checkpoint)\
                        """)
                .param(kind.text())
                .query(Long.class)
                .single();
    }

    /** A row's number and identifier in its table. */
    record Place(long position, String id) {}

    private long progress(RowKind kind, String column) {
        return database.sql("SELECT " + column + " FROM seal.progress WHERE kind = ?")
                .param(kind.text())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Keeps how far sealing has come.
     *
     * @param settled the position up to which every row is sealed or will never be
     * @param added how many leaves there are more than before
     */
    void advance(RowKind kind, long settled, int added) {
        database.sql(
                        """
                        INSERT INTO seal.progress AS p (kind, settled, leaves) VALUES (?, ?, ?)
                        ON CONFLICT (kind) DO UPDATE
                        SET settled = excluded.settled, leaves = p.leaves + excluded.leaves\
                        """)
                .params(kind.text(), settled, added)
                .update();
    }
}
