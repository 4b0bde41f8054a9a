package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Checkpoint HEAD =
            new Checkpoint("liuhen.example/record", 7, Hash.leaf(new byte[0]));

    private final SigningKey log =
            SigningKey.generate("liuhen.example/record", VerifierKey.Kind.LOG);
    private final SigningKey congress = witness("congress.example");
    private final SigningKey audit = witness("audit.example");
    private final SigningKey finance = witness("finance.example");
    private final Note signed =
            new Note(HEAD.toString(), List.of(log.sign(HEAD.toString(), Instant.EPOCH)));

    @Test
    void anothersSignatureIsVerifiedAsTheStandardHasIt() {
        // From golang.org/x/mod/sumdb/note, whose format C2SP signed-note is.
        VerifierKey peter =
                VerifierKey.parse(
                        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        Note note =
                Note.parse(
                        """
                        If you think cryptography is the answer to your problem,
                        then you don't know what your problem is.

                        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                        """);
        assertThat(peter.verify(note)).isPresent();
        assertThat(peter.toString()).startsWith("PeterNeumann+c74f20a3+");
        assertThatThrownBy(() -> peter.verify(new Note(note.text() + "x\n", note.signatures())))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void anothersCosignatureIsVerifiedAsTheStandardHasIt() {
        SigningKey witness = witness("w.example");
        Note cosigned = signed.with(witness.sign(signed.text(), NOON));
        assertThat(witness.publicKey().verify(Note.parse(cosigned.toString())))
                .hasValueSatisfying(by -> assertThat(by.at()).isEqualTo(NOON));
        assertThat(log.publicKey().verify(cosigned)).isPresent();
    }

    @Test
    void aNoteIsReadAsItWasWritten() {
        assertThat(Note.parse(signed.toString())).isEqualTo(signed);
        assertThat(Checkpoint.parse(signed.text())).isEqualTo(HEAD);
    }

    @Test
    void aKeyIsReadAsItWasWritten() {
        SigningKey again = SigningKey.parse(log.file());
        assertThat(again.publicKey()).isEqualTo(log.publicKey());
        assertThat(log.publicKey().verify(new Note("a\n", List.of(again.sign("a\n", NOON)))))
                .isPresent();
        assertThat(log.toString()).doesNotContain("PRIVATE");
        assertThatThrownBy(() -> SigningKey.parse(log.file().lines().toList().getFirst()))
                .isInstanceOf(Malformed.class);
        String mixed =
                log.file().lines().toList().getFirst() + "\n" + witness("x").publicKey() + "\n";
        assertThatThrownBy(() -> SigningKey.parse(mixed)).isInstanceOf(Malformed.class);
    }

    @Test
    void anyChangedBitOfASignedCheckpointIsSeen() {
        Policy policy = Policy.of(log.publicKey());
        assertThat(policy.verify(signed).checkpoint()).isEqualTo(HEAD);
        Random random = new Random(1);
        String whole = signed.toString();
        for (int i = 0; i < whole.length(); i++) {
            char[] chars = whole.toCharArray();
            chars[i] ^= (char) (1 << random.nextInt(5));
            String changed = new String(chars);
            assertThatThrownBy(() -> policy.verify(Note.parse(changed)))
                    .as("character %d", i)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void twoOfThreeInstitutionsMakeAQuorum() {
        Policy policy =
                Policy.parse(
                        """
                        # 三家机构中至少两家
                        log %s https://liuhen.example/api/seal
                        witness finance %s
                        witness audit\t%s
                        witness congress %s
                        group institutions 2 finance audit congress
                        quorum institutions
                        """
                                .formatted(
                                        log.publicKey(),
                                        finance.publicKey(),
                                        audit.publicKey(),
                                        congress.publicKey()));
        assertThat(policy.verify(signed).witnessed()).isFalse();
        Note one = signed.with(audit.sign(signed.text(), NOON));
        assertThat(policy.verify(one).witnessed()).isFalse();
        Note twice = one.with(audit.sign(signed.text(), NOON.plusSeconds(1)));
        assertThat(policy.verify(twice).witnessed()).isFalse();
        Note two = one.with(congress.sign(signed.text(), NOON));
        assertThat(policy.verify(two).witnessed()).isTrue();
        assertThat(policy.verify(two).cosigned()).hasSize(2);
        Note stranger = signed.with(witness("stranger").sign(signed.text(), NOON));
        assertThat(policy.verify(stranger).cosigned()).isEmpty();
        Note moved = one.with(congress.sign("other\n", NOON));
        assertThatThrownBy(() -> policy.verify(moved)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quorum none\nquorum none",
                "quorum w",
                "witness w",
                "group g 2 a\nquorum g",
                "log x\nquorum none",
                "nonsense\nquorum none"
            })
    void aPolicyThatSaysTooLittleIsRefused(String text) {
        assertThatThrownBy(() -> Policy.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void aMemberCountsOnce() {
        String w = "witness w " + audit.publicKey() + "\n";
        assertThatThrownBy(() -> Policy.parse(w + "group g all w w\nquorum g"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Policy.parse(w + "witness v " + audit.publicKey() + "\nquorum w"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Policy.parse(w + "group g 2 w\nquorum g"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aProofIsReadAsItWasWritten() {
        LogProof proof = new LogProof(3, List.of(Hash.OF_NOTHING), signed);
        assertThat(LogProof.parse(proof.toString())).isEqualTo(proof);
        byte[] only = "only".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Checkpoint one = new Checkpoint("x", 1, Hash.leaf(only));
        Note note = new Note(one.toString(), signed.signatures());
        assertThat(new LogProof(0, List.of(), note).holdsFor(only)).isTrue();
        assertThat(new LogProof(0, List.of(), note).holdsFor(new byte[] {1})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/000", "0/x001/x234/067", "1/067.p/255", "7/000.p/1"})
    void aTileHasOnePath(String path) {
        assertThat(TilePath.parse(path)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "00/000",
                "0/x000/001",
                "0/001.p/0",
                "0/001.p/256",
                "8/000",
                "0/../000",
                "0/001.p/1.p/1",
                "-1/000",
                "0/x001/1067"
            })
    void whatIsNoTilePathIsRefused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(Malformed.class);
    }

    private static SigningKey witness(String name) {
        return SigningKey.generate(name, VerifierKey.Kind.WITNESS);
    }
}
