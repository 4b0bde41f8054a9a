package org.liuhen.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.StoredRow;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever has the database and the log's key.
 *
 * @param seal the directory with the key and the log's own memory
 */
record StolenKey(JdbcClient owner, Path seal) {
    private static final int TILE = 256;

    SigningKey key() throws IOException {
        return SigningKey.parse(Files.readString(seal.resolve("log.key")));
    }

    /** Of the rows as they are now: leaves, tiles, the checkpoint, the log's own memory. */
    void makeAnew() throws IOException {
        List<Hash> leaves = new ArrayList<>();
        for (StoredRow row : SealedRows.inOrder(owner)) {
            leaves.add(row.leaf());
            owner.sql("UPDATE seal.leaf SET row_hash = ? WHERE row_id = ?")
                    .params(row.rowHash(), row.id())
                    .update();
        }
        owner.sql("TRUNCATE seal.tile, seal.checkpoint, seal.cosignature, seal.witnessed").update();
        tiles(0, leaves);
        Frontier tree = new Frontier();
        leaves.forEach(tree::add);
        SigningKey stolen = key();
        Checkpoint head = new Checkpoint(stolen.publicKey().name(), tree.size(), tree.root());
        Note note = new Note(head.toString(), List.of(stolen.sign(head.toString(), Instant.EPOCH)));
        owner.sql("INSERT INTO seal.checkpoint (size, note, signed_at) VALUES (?, ?, now())")
                .params(tree.size(), note.toString())
                .update();
        Files.writeString(seal.resolve("last-checkpoint"), note.toString());
    }

    private void tiles(int level, List<Hash> hashes) {
        List<Hash> above = new ArrayList<>();
        for (int from = 0; from < hashes.size(); from += TILE) {
            List<Hash> tile = hashes.subList(from, Math.min(from + TILE, hashes.size()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Frontier root = new Frontier();
            tile.forEach(hash -> {
                bytes.writeBytes(hash.bytes());
                root.add(hash);
            });
            if (tile.size() == TILE) {
                above.add(root.root());
            }
            owner.sql("INSERT INTO seal.tile (level, index, hashes) VALUES (?, ?, ?)")
                    .params(level, from / TILE, bytes.toByteArray())
                    .update();
        }
        if (!above.isEmpty()) {
            tiles(level + 1, above);
        }
    }
}
