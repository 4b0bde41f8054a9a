package org.liuhen.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.liuhen.command.Follower;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.StoredEvent;

/** Whoever owns the database, and may have stolen the log's key. */
final class Owner {
    private final Evidence evidence;

    Owner(Evidence evidence) {
        this.evidence = evidence;
    }

    void does(String statement) {
        evidence.database.asOwner().sql(statement).update();
    }

    /** The log's key is stolen: leaves and tiles are made anew, and the tree signed. */
    Path signAgain(Path file) throws IOException {
        Frontier frontier = new Frontier();
        List<StoredEvent> rows =
                evidence.database
                        .asOwner()
                        .sql(
                                """
                                SELECT e.* FROM record.event e
                                JOIN seal.leaf l ON l.kind = 'event' AND l.position = e.position
                                ORDER BY l.index\
                                """)
                        .query((row, _) -> Follower.event(row))
                        .list();
        for (StoredEvent row : rows) {
            frontier.add(row.leaf());
            sealAgain(row.text("event_id"));
        }
        SigningKey stolen = SigningKey.parse(Files.readString(evidence.logKey));
        Checkpoint head =
                new Checkpoint(stolen.publicKey().name(), frontier.size(), frontier.root());
        Note signed =
                new Note(head.toString(), List.of(stolen.sign(head.toString(), Instant.EPOCH)));
        return Files.writeString(file, signed.toString());
    }

    void sealAgain(String id) {
        StoredEvent row =
                evidence.database
                        .asOwner()
                        .sql("SELECT * FROM record.event WHERE event_id = ?")
                        .param(id)
                        .query((r, _) -> Follower.event(r))
                        .single();
        evidence.database
                .asOwner()
                .sql("UPDATE seal.leaf SET row_hash = ? WHERE row_id = ?")
                .params(row.rowHash(), id)
                .update();
    }
}
