package org.liuhen.command.seal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;
import org.liuhen.seal.Succession;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.Tiles;
import org.liuhen.seal.Tree;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log's tables: leaves, tiles, checkpoints, cosignatures. */
@Component
class SealedLog implements Tiles {
    private final JdbcClient database;
    private final JdbcTemplate batches;

    SealedLog(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** How many rows are sealed, of all kinds. */
    long size() {
        return database.sql("SELECT coalesce(max(index) + 1, 0) FROM seal.leaf")
                .query(Long.class)
                .single();
    }

    /** What names the log in its first leaf, where it began after another. */
    Optional<String> successor() {
        return database.sql("SELECT row_id FROM seal.leaf WHERE index = 0 AND kind = ?")
                .param(Succession.KIND)
                .query(String.class)
                .optional();
    }

    /** The tree as it is now, or as it was at an earlier size. */
    Tree tree(long size) {
        return new Tree(size, this);
    }

    @Override
    public byte[] read(TilePath tile) {
        return tile(tile).orElseThrow(() -> new Malformed("tile " + tile + " is not there"));
    }

    /** As many hashes as the path names, if they are there. */
    Optional<byte[]> tile(TilePath tile) {
        return database.sql(
                        """
                        SELECT substring(hashes FROM 1 FOR ?) FROM seal.tile
                        WHERE level = ? AND index = ? AND length(hashes) >= ?\
                        """)
                .params(
                        tile.width() * Hash.LENGTH,
                        tile.level(),
                        tile.index(),
                        tile.width() * Hash.LENGTH)
                .query(byte[].class)
                .optional();
    }

    /** The entries of a bundle, if they are all there. */
    List<byte[]> entries(TilePath bundle) {
        long from = bundle.index() * TilePath.FULL;
        List<byte[]> found =
                database.sql(
                                """
                                SELECT kind, row_id, row_hash FROM seal.leaf
                                WHERE index >= ? AND index < ? ORDER BY index\
                                """)
                        .params(from, from + bundle.width())
                        .query((row, _) -> entry(row))
                        .list();
        return found.size() == bundle.width() ? found : List.of();
    }

    private static byte[] entry(ResultSet leaf) throws SQLException {
        return RowKind.entry(
                leaf.getString("kind"), leaf.getString("row_id"), leaf.getBytes("row_hash"));
    }

    /** Where an event is in the log. */
    Optional<Leaf> leaf(String eventId) {
        return database.sql(
                        """
                        SELECT index, kind, row_id, row_hash FROM seal.leaf
                        WHERE row_id = ? AND kind = ?\
                        """)
                .params(eventId, RowKind.EVENT.text())
                .query((row, _) ->
                        new Leaf(
                                row.getLong("index"),
                                new String(entry(row), StandardCharsets.UTF_8)))
                .optional();
    }

    /** An entry of the log and its place. */
    record Leaf(long index, String entry) {}

    /** Makes leaves of rows, in this order, after those that are there. */
    void append(List<StoredRow> rows) {
        long size = size();
        List<Object[]> leaves = new ArrayList<>();
        Edge edge = new Edge(size);
        for (StoredRow row : rows) {
            byte[] rowHash = row.rowHash();
            String kind = row.kind().text();
            String id = row.id();
            leaves.add(new Object[] {size + leaves.size(), kind, row.position(), id, rowHash});
            edge.add(0, Hash.leaf(RowKind.entry(kind, id, rowHash)));
        }
        batches.batchUpdate(
                """
                INSERT INTO seal.leaf (index, kind, position, row_id, row_hash)
                VALUES (?, ?, ?, ?, ?)\
                """,
                leaves);
        batches.batchUpdate(
                """
                INSERT INTO seal.tile (level, index, hashes) VALUES (?, ?, ?)
                ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes\
                """,
                edge.rows());
    }

    /** The tiles that a batch makes longer. */
    private final class Edge {
        private final long size;
        private final Map<Integer, Growing> growing = new LinkedHashMap<>();
        private final Map<List<Number>, byte[]> changed = new LinkedHashMap<>();

        Edge(long size) {
            this.size = size;
        }

        private record Growing(long index, ByteArrayOutputStream hashes) {}

        void add(int level, Hash hash) {
            Growing tile = growing.computeIfAbsent(level, this::read);
            tile.hashes.writeBytes(hash.bytes());
            byte[] bytes = tile.hashes.toByteArray();
            changed.put(List.of(level, tile.index), bytes);
            if (bytes.length == TilePath.FULL * Hash.LENGTH) {
                growing.put(level, new Growing(tile.index + 1, new ByteArrayOutputStream()));
                add(level + 1, root(bytes));
            }
        }

        private Growing read(int level) {
            long there = size >> (Byte.SIZE * level);
            long index = there / TilePath.FULL;
            int width = (int) (there % TilePath.FULL);
            Growing tile = new Growing(index, new ByteArrayOutputStream());
            if (width > 0) {
                tile.hashes.writeBytes(SealedLog.this.read(new TilePath(level, index, width)));
            }
            return tile;
        }

        private static Hash root(byte[] tile) {
            Frontier frontier = new Frontier();
            for (int at = 0; at < tile.length; at += Hash.LENGTH) {
                frontier.add(Hash.of(java.util.Arrays.copyOfRange(tile, at, at + Hash.LENGTH)));
            }
            return frontier.root();
        }

        List<Object[]> rows() {
            return changed.entrySet().stream()
                    .map(e -> new Object[] {e.getKey().get(0), e.getKey().get(1), e.getValue()})
                    .toList();
        }
    }

    /** The checkpoint of the largest size, with the cosignatures it has. */
    Optional<Note> latest() {
        return database.sql("SELECT size FROM seal.checkpoint ORDER BY size DESC LIMIT 1")
                .query(Long.class)
                .optional()
                .flatMap(this::checkpoint);
    }

    /** The checkpoint of that size, with the cosignatures it has. */
    Optional<Note> checkpoint(long size) {
        List<String> cosignatures =
                database.sql(
                                "SELECT line FROM seal.cosignature WHERE size = ? ORDER BY witness,"
                                        + " key_id")
                        .param(size)
                        .query((row, _) -> row.getString(1))
                        .list();
        return database.sql("SELECT note FROM seal.checkpoint WHERE size = ?")
                .param(size)
                .query(String.class)
                .optional()
                .map(note -> {
                    Note whole = Note.parse(note);
                    for (String line : cosignatures) {
                        whole = whole.with(Note.Signature.parse(line));
                    }
                    return whole;
                });
    }

    static long sizeOf(Note checkpoint) {
        return Checkpoint.parse(checkpoint.text()).size();
    }

    void keep(long size, Note signed, Instant at) {
        database.sql(
                        """
                        INSERT INTO seal.checkpoint (size, note, signed_at) VALUES (?, ?, ?)
                        ON CONFLICT (size) DO NOTHING\
                        """)
                .params(size, signed.toString(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void keep(long size, Note.Signature cosignature, Instant at) {
        database.sql(
                        """
                        INSERT INTO seal.cosignature (size, witness, line, signed_at)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """)
                .params(
                        size,
                        cosignature.name(),
                        cosignature.toString(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
