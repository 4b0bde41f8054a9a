package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why something is malformed is told in the reader's language. */
class ReasonsTest {
    private static final Pattern REASON =
            Pattern.compile("(?:new Malformed\\(|expect\\([^;]*?,)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void everyReasonIsThereInChinese() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher reason = REASON.matcher(Files.readString(source));
                while (reason.find()) {
                    found++;
                    String said =
                            reason.group(1).replaceAll("%[ds]", "7")
                                    + (reason.group(1).endsWith(" ") ? "7" : "");
                    if (!new Malformed(said).in(Locale.CHINESE).matches("(?s).*\\p{IsHan}.*")) {
                        missing.add(said);
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void aReasonWithinAReasonIsToldToo() {
        Malformed e = new Malformed("policy, line 3: unknown word <{}>");
        assertThat(e.in(Locale.CHINESE)).isEqualTo("规则第 3 行：不认识的词 <{ }>");
        assertThat(e.in(Locale.ENGLISH)).isEqualTo(e.getMessage());
    }
}
