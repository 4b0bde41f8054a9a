package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuccessionTest {
    private final SigningKey before =
            SigningKey.generate("log.example/record", VerifierKey.Kind.LOG);
    private final SigningKey log =
            SigningKey.generate("log.example/record-2", VerifierKey.Kind.LOG);
    private final Succession succession =
            new Succession(
                    log.publicKey(),
                    before.publicKey(),
                    Instant.parse("2026-11-30T02:30:00Z"),
                    "赵立新",
                    "数据库恢复到 11 月 30 日 10 时 30 分",
                    900,
                    890,
                    signed(before, 1000));

    private static Note signed(SigningKey by, long size) {
        String head = new Checkpoint(by.publicKey().name(), size, Hash.OF_NOTHING).toString();
        return new Note(head, List.of(by.sign(head, Instant.EPOCH)));
    }

    @Test
    void itIsReadAsItWasWritten() {
        Succession read = Succession.parse(succession.toString());
        assertThat(read.toString()).isEqualTo(succession.toString());
        assertThat(read.lost()).isEqualTo(100);
        assertThat(read.size()).isEqualTo(1000);
        assertThat(read.reason()).isEqualTo("数据库恢复到 11 月 30 日 10 时 30 分");
        assertThat(new String(read.entry(), StandardCharsets.UTF_8))
                .matches("liuhen\\.log/1 [0-9a-f]{8} [0-9a-f]{64}");
        assertThat(Checkpoint.parse(read.last().text()).origin()).isEqualTo("log.example/record");
    }

    @ParameterizedTest
    @CsvSource({
        "liuhen.succession/1,liuhen.succession/2",
        "reason ,because ",
        "kept 900,kept 1001",
        "kept 900,kept 0900",
        "at 2026,at 20x6",
        "log.example/record-2+,log.example/record-3+",
        "1000,1001",
        "by 赵立新,by "
    })
    void whatIsOtherwiseIsRefused(String is, String becomes) {
        String text = succession.toString();
        assertThat(text).contains(is);
        assertThatThrownBy(() -> Succession.parse(text.replace(is, becomes)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void theLastCheckpointIsOfTheLogBeforeAndTheSuccessorHasANameOfItsOwn() {
        assertThatThrownBy(() -> with(before, signed(log, 1000))).isInstanceOf(Malformed.class);
        SigningKey same = SigningKey.generate("log.example/record", VerifierKey.Kind.LOG);
        assertThatThrownBy(() -> with(same, signed(before, 1000)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("another name");
    }

    /** What is read for ever has no letters that were lost on a terminal, and none that hide. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u009bb", "\u202eab", "a\u2028b", "\uFFFD\uFFFD"})
    void whoAndWhyAreLinesThatCanBeRead(String line) {
        assertThatThrownBy(() -> Succession.requireLines("赵立新", line))
                .isInstanceOf(Malformed.class);
    }

    private Succession with(SigningKey successor, Note last) {
        return new Succession(
                successor.publicKey(), before.publicKey(), Instant.EPOCH, "a", "b", 0, 0, last);
    }
}
