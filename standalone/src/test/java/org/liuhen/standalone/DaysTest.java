package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.database.FreePort;

/**
 * Whole working days at the screens, by a Chromium, against a process of its own: {@code web/days}.
 * It takes pictures where the environment's LIUHEN_SCREENS says, and none without.
 */
class DaysTest {
    @Test
    void everybodyGetsThroughTheirDay(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(
                node("build/chromium.mjs").start().waitFor() == 0,
                "no Chromium found: nobody's day at the screens was tried");
        try (Started liuhen =
                Started.in(
                                directory,
                                FreePort.next(),
                                FreePort.next(),
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4")
                        .untilReady()) {
            ProcessBuilder asked = node("node_modules/@playwright/test/cli.js", "test");
            asked.environment().put("LIUHEN_ADDRESS", "http://localhost:" + liuhen.port());
            Process days = asked.start();
            String said = new String(days.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(days.waitFor()).as(said).isZero();
            assertThat(said).contains(" passed");
        }
    }

    private static ProcessBuilder node(String... words) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(Path.of("..", "web").toFile())
                .redirectErrorStream(true);
    }
}
