package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What Prometheus itself makes of the rules: whether each goes off, and only then. */
class AlertsTest {
    private static final Path CASES = Path.of("src/test/resources/alerts-test.yml");

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    @Test
    void everyAlertHasItsCase() throws IOException {
        Pattern alert = Pattern.compile("- alert: (\\w+)");
        assertThat(
                        alert.matcher(Files.readString(Path.of("prometheus/alerts.yml")))
                                .results()
                                .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(name -> cases().contains("alertname=\"" + name + "\",alertstate"));
    }

    private static String cases() {
        try {
            return Files.readString(CASES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledIf(
            value = "isInstalled",
            disabledReason = "no promtool here, so no alert is tried: apt-get install prometheus")
    void eachGoesOffForWhatItIsThereForAndNoneWhileAllIsWell() throws Exception {
        promtool("test", "rules", CASES.toString());
        promtool("check", "config", "prometheus/prometheus.yml");
    }

    private static void promtool(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "promtool";
        System.arraycopy(words, 0, command, 1, words.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
