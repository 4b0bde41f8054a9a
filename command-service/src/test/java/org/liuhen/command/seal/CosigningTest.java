package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.OpenTransaction;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.VerifierKey;
import org.springframework.context.ConfigurableApplicationContext;

/** Three witnesses, two of whom must cosign the same checkpoint, while the log goes on growing. */
class CosigningTest {
    private final TestDatabase database = TestDatabase.create();
    private final Map<String, SigningKey> witnesses = new TreeMap<>();
    private int events;
    private ConfigurableApplicationContext service;
    private Cosigning cosigning;
    private SealedLog log;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        StringBuilder policy = new StringBuilder();
        for (String name : List.of("finance", "audit", "congress")) {
            SigningKey key = SigningKey.generate(name + ".example", VerifierKey.Kind.WITNESS);
            witnesses.put(name, key);
            policy.append("witness %s %s\n".formatted(name, key.publicKey()));
        }
        policy.append("group two 2 finance audit congress\nquorum two\n");
        Path file = Files.writeString(directory.resolve("policy.txt"), policy);
        service = CommandApplication.on(database, "--liuhen.seal.policy=" + file);
        service.getBean(SealingLoop.class).stop();
        cosigning = service.getBean(Cosigning.class);
        log = service.getBean(SealedLog.class);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void witnessesThatLookAtTheirOwnTimesMeetAtOneCheckpointThoughTheLogGrowsMeanwhile()
            throws Exception {
        long first = seal();
        assertThat(look("finance")).isEqualTo(first);
        seal();
        assertThat(look("finance")).as("it waits for the others").isEqualTo(first);
        assertThat(cosigning.witnessed(1)).isEmpty();
        assertThat(look("audit")).isEqualTo(first);
        assertThat(SealedLog.sizeOf(cosigning.witnessed(1).orElseThrow())).isEqualTo(first);
        long next = seal();
        assertThat(look("congress")).as("and goes on when they have met").isEqualTo(next);
        assertThat(SealedLog.sizeOf(cosigning.witnessed(1).orElseThrow())).isEqualTo(first);
        seal();
        assertThat(look("audit")).isEqualTo(next);
        assertThat(SealedLog.sizeOf(cosigning.witnessed(1).orElseThrow())).isEqualTo(next);
        assertThat(cosigning.witnessed(next + 1)).isEmpty();
    }

    @Test
    void nobodyWaitsForeverForAWitnessThatDoesNotLook() throws Exception {
        seal();
        look("finance");
        long next = seal();
        database.asOwner()
                .sql("UPDATE seal.checkpoint SET signed_at = signed_at - interval '25 hours'")
                .update();
        assertThat(look("finance")).isEqualTo(next);
    }

    @Test
    void aWitnessThatCosignsEverythingDoesNotHideWhatSeveralHaveCosigned() throws Exception {
        long witnessed = seal();
        look("finance");
        look("audit");
        for (int i = 0; i < 101; i++) {
            seal();
            hand("congress", log.latest().orElseThrow());
        }
        assertThat(SealedLog.sizeOf(cosigning.witnessed(1).orElseThrow())).isEqualTo(witnessed);
        assertThat(SealedLog.sizeOf(cosigning.best(witnessed).orElseThrow())).isEqualTo(witnessed);
    }

    @Test
    void bothKeysOfAWitnessThatChangedItsKeyCountForThemselves() throws Exception {
        seal();
        Note head = log.latest().orElseThrow();
        SigningKey other = SigningKey.generate("audit.example", VerifierKey.Kind.WITNESS);
        log.keep(1, other.sign(head.text(), Instant.now()), Instant.now());
        hand("audit", head);
        hand("finance", head);
        assertThat(log.checkpoint(1).orElseThrow().signatures()).hasSize(4);
        assertThat(cosigning.witnessed(1)).isPresent();
    }

    /** One event more, sealed; the size of the log. */
    private long seal() throws Exception {
        try (OpenTransaction transaction = OpenTransaction.on(database)) {
            transaction.insert("event-" + ++events).commit();
        }
        service.getBean(Sealer.class).seal();
        return SealedLog.sizeOf(log.latest().orElseThrow());
    }

    /** A witness takes what it is given and cosigns it; the size of that. */
    private long look(String witness) {
        Note given = cosigning.toCosign().orElseThrow();
        hand(witness, given);
        return SealedLog.sizeOf(given);
    }

    private void hand(String witness, Note checkpoint) {
        SigningKey key = witnesses.get(witness);
        Note own = new Note(checkpoint.text(), checkpoint.signatures().subList(0, 1));
        cosigning.accept(own.with(key.sign(own.text(), Instant.now())).toString());
    }
}
