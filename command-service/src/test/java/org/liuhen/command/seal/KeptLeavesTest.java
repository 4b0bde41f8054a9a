package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.OpenTransaction;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.VerifierKey;
import org.springframework.context.ConfigurableApplicationContext;

/** What is left of a log, and that its process leaves the log that begins after it alone. */
class KeptLeavesTest {
    private final TestDatabase database = TestDatabase.create();
    @TempDir private Path directory;
    private ConfigurableApplicationContext service;
    private Note last;

    /** Four events, and a checkpoint after the first, the second and the fourth. */
    @BeforeEach
    void seal() throws Exception {
        service = CommandApplication.on(database, "--liuhen.seal.directory=" + directory);
        service.getBean(SealingLoop.class).stop();
        for (List<String> events : List.of(List.of("1"), List.of("2"), List.of("3", "4"))) {
            for (String event : events) {
                insert(event);
            }
            service.getBean(Sealer.class).seal();
        }
        last = service.getBean(SealedLog.class).latest().orElseThrow();
        assertThat(SealedLog.sizeOf(last)).isEqualTo(4);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void allAreKeptThoughTheTilesAreNot() {
        owner("DELETE FROM seal.tile");
        assertThat(kept()).isEqualTo(4);
        owner("DELETE FROM seal.checkpoint WHERE size = 4");
        assertThat(kept()).as("the last is known otherwise").isEqualTo(4);
    }

    @Test
    void asManyAreKeptAsTheLargestCheckpointCoversThatTheyLeadTo() {
        owner("UPDATE seal.leaf SET row_hash = sha256(row_hash) WHERE index = 2");
        assertThat(kept()).isEqualTo(2);
        owner("DELETE FROM seal.leaf WHERE index = 1");
        assertThat(kept()).isEqualTo(1);
        owner("DELETE FROM seal.leaf");
        assertThat(kept()).isZero();
    }

    /** Who owns the database may write what they like, and sign nothing. */
    @Test
    void aCheckpointThatNobodySignedKeepsNothing() {
        owner("UPDATE seal.leaf SET row_hash = sha256(row_hash) WHERE index = 2");
        VerifierKey key = key();
        SigningKey another = SigningKey.generate(key.name(), VerifierKey.Kind.LOG);
        String head = new Checkpoint(key.name(), 3, root(3)).toString();
        Note forged = new Note(head, List.of(another.sign(head, Instant.EPOCH)));
        database.asOwner()
                .sql("INSERT INTO seal.checkpoint VALUES (3, ?, now())")
                .param(forged.toString())
                .update();
        assertThat(kept()).isEqualTo(2);
    }

    /** A stolen key signs another tree of the size that is remembered. */
    @Test
    void aSecondCheckpointOfTheLastSizeKeepsNothing() throws Exception {
        owner("UPDATE seal.leaf SET row_hash = sha256(row_hash) WHERE index = 0");
        SigningKey stolen = service.getBean(SigningKey.class);
        String head = new Checkpoint(key().name(), 4, root(4)).toString();
        database.asOwner()
                .sql("UPDATE seal.checkpoint SET note = ? WHERE size = 4")
                .param(new Note(head, List.of(stolen.sign(head, Instant.EPOCH))).toString())
                .update();
        assertThat(kept()).isZero();
    }

    private Hash root(int size) {
        Frontier tree = new Frontier();
        database.asOwner()
                .sql("SELECT row_id, row_hash FROM seal.leaf WHERE index < ? ORDER BY index")
                .param(size)
                .query((row, _) ->
                        Hash.leaf(RowKind.entry("event", row.getString(1), row.getBytes(2))))
                .list()
                .forEach(tree::add);
        return tree.root();
    }

    /** Had it not been stopped, it would sign the successor's tree before the successor does. */
    @Test
    void aProcessOfTheLogBeforeSignsNothingOfTheOneThatBegan() throws Exception {
        VerifierKey next = SigningKey.generate("log.example/2", VerifierKey.Kind.LOG).publicKey();
        service.getBean(Successions.class)
                .begin(before -> {
                    assertThat(before).isEmpty();
                    return Optional.of(
                            new Succession(next, key(), Instant.EPOCH, "赵立新", "每年更换", 4, 4, last));
                });
        Files.delete(directory.resolve("last-checkpoint"));
        insert("5");
        Sealer sealer = service.getBean(Sealer.class);
        sealer.seal();
        assertThat(sealer.broken()).isPresent();
        assertThat(database.asOwner().sql("SELECT note FROM seal.checkpoint").query().listOfRows())
                .isEmpty();
        assertThat(
                        database.asOwner()
                                .sql("SELECT count(*) FROM seal.former_checkpoint WHERE number = 1")
                                .query(Long.class)
                                .single())
                .isEqualTo(3);
    }

    private long kept() {
        return new KeptLeaves(database.asOwner(), key()).count(last);
    }

    private VerifierKey key() {
        return service.getBean(SigningKey.class).publicKey();
    }

    private void owner(String statement) {
        database.asOwner().sql(statement).update();
    }

    private void insert(String event) throws Exception {
        try (OpenTransaction transaction = OpenTransaction.on(database)) {
            transaction.insert("event-" + event).commit();
        }
    }
}
