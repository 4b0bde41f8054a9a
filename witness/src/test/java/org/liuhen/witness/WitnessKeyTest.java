package org.liuhen.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.contracts.ContractJson;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;

/** The steps of docs/keys.md for a witness whose key is changed, lost or stolen. */
class WitnessKeyTest {
    private SmallLog log;
    private Path before;
    private Path after;
    private String oldKey;
    private String newKey;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        log = new SmallLog();
        log.grow(5);
        before = directory.resolve("witness");
        after = directory.resolve("witness-2");
        oldKey = run("init", before, "audit.example").text.lines().findFirst().orElseThrow();
        assertThat(look(before).code).isZero();
        newKey = run("init", after, "audit.example").text.lines().findFirst().orElseThrow();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    /** Under one name, each signature is told by its key. */
    @Test
    void withANewKeyItGoesOnFromWhatItSawAndBothAreAccepted() throws IOException {
        Note old = cosigned();
        Files.copy(before.resolve("last-checkpoint"), after.resolve("last-checkpoint"));
        log.grow(3);
        assertThat(look(after).code).isZero();
        Note now = cosigned();
        assertThat(newKey).isNotEqualTo(oldKey);

        Policy both = policy("audit-1 " + oldKey, "audit-2 " + newKey);
        assertThat(both.verify(old).witnessed()).isTrue();
        assertThat(both.verify(now).witnessed()).isTrue();
        Policy onlyNew = policy("audit-2 " + newKey);
        assertThat(onlyNew.verify(now).witnessed()).isTrue();
        assertThat(onlyNew.verify(old).witnessed()).as("the stolen key counts no more").isFalse();
        Policy onlyOld = policy("audit-1 " + oldKey);
        assertThat(onlyOld.verify(old).witnessed()).as("an old package, as it was").isTrue();
        assertThat(onlyOld.verify(now).witnessed()).isFalse();
    }

    @Test
    void theMemoryIsNotLostWithTheKey() throws IOException {
        Files.delete(before.resolve("witness.key"));
        Files.copy(before.resolve("last-checkpoint"), after.resolve("last-checkpoint"));
        log.rewrite(2);
        log.grow(1);
        Said said = look(after);
        assertThat(said.code).isEqualTo(1);
        assertThat(said.text).contains("改写了历史");
    }

    /** Another witness of the same log has one. */
    @Test
    void aMemoryThatIsLostIsTakenFromAnotherWitness() throws IOException {
        Path other = before.resolveSibling("another");
        run("init", other, "finance.example");
        assertThat(look(other).code).isZero();
        Files.delete(before.resolve("witness.key"));
        Files.delete(before.resolve("last-checkpoint"));
        Files.copy(other.resolve("last-checkpoint"), after.resolve("last-checkpoint"));
        log.rewrite(2);
        log.grow(1);
        Said said = look(after);
        assertThat(said.code).isEqualTo(1);
        assertThat(said.text).contains("改写了历史");
    }

    /** A directory that was just made has seen nothing, one that forgot has to be told so. */
    @Test
    void withoutAnyMemoryItBeginsAsItIsMade() throws IOException {
        Files.delete(before.resolve("last-checkpoint"));
        assertThat(look(before).code).isEqualTo(2);
        log.rewrite(2);
        assertThat(look(after).code).isZero();
    }

    /** One institution, with a key or with two. */
    private Policy policy(String... witnesses) {
        List<String> lines = new ArrayList<>(List.of("log " + log.key.publicKey()));
        List<String> names = new ArrayList<>();
        for (String witness : witnesses) {
            lines.add("witness " + witness);
            names.add(witness.split(" ", 2)[0]);
        }
        lines.add("group audit any " + String.join(" ", names));
        lines.add("quorum audit");
        return Policy.parse(String.join("\n", lines) + "\n");
    }

    /** What the log was handed last. */
    private Note cosigned() {
        return Note.parse(
                ContractJson.mapper()
                        .readTree(log.cosigned.getLast())
                        .path("checkpoint")
                        .asString());
    }

    private record Said(int code, String text) {}

    private Said look(Path directory) {
        return run("look", directory, "--log", log.address(), "--key", log.key.publicKey());
    }

    private static Said run(Object... arguments) {
        StringWriter text = new StringWriter();
        String[] all = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int code = Witness.run(new PrintWriter(text, true), all);
        return new Said(code, text.toString());
    }
}
