package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which Ed25519 signatures are good, at the edges of the standard where programs differ. The
 * screens' own verification accepts the same ones ({@code web/src/seal/signature.test.ts}).
 */
class SignaturesTest {
    private static final Path VECTORS =
            Path.of("..", "web", "src", "seal", "sample", "ed25519.tsv");

    @Test
    void everySignatureIsJudgedAsTheScreensJudgeIt() throws IOException {
        List<String> vectors = Files.readAllLines(VECTORS);
        assertThat(vectors).hasSizeGreaterThan(30);
        assertThat(vectors)
                .allSatisfy(line -> {
                    String[] vector = line.split("\t");
                    assertThat(isGood(vector[2], vector[3] + "\n", vector[4]))
                            .as(vector[1])
                            .isEqualTo(vector[0].equals("good"));
                });
    }

    private static boolean isGood(String key, String text, String signature) {
        try {
            VerifierKey by =
                    new VerifierKey("k", VerifierKey.Kind.LOG, HexFormat.of().parseHex(key));
            byte[] signed = Base64.getDecoder().decode(signature);
            return by.verify(new Note(text, List.of(Note.Signature.of("k", by.id(), signed))))
                    .isPresent();
        } catch (Malformed e) {
            return false;
        }
    }
}
