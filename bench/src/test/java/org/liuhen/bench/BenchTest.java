package org.liuhen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void everythingIsMeasuredOnceAndPrinted() throws Exception {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Bench.run(Plan.tiny(), new PrintStream(page, true, StandardCharsets.UTF_8));
        assertThat(page.toString(StandardCharsets.UTF_8))
                .contains("fsync on, synchronous_commit on, full_page_writes on")
                .contains("bare INSERTs", "sealing off", "sealing on", "seconds, verified")
                .contains("events/s, rebuilt", "answered until visible")
                .contains("records/s, relay", "rebuilt from topic", "at 30 % of that")
                .doesNotContain("NaN");
    }
}
