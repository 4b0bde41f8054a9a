package org.liuhen.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
    private static final long BYTES = 16L << 20;

    @TempDir private Path directory;
    private Segments segments;

    @BeforeEach
    void name() {
        segments = new Segments(directory, BYTES);
    }

    @Test
    void afterTheLastSegmentOfALogFileComesTheFirstOfTheNext() {
        assertThat(segments.next("000000010000000000000001")).isEqualTo("000000010000000000000002");
        assertThat(segments.next("0000000100000000000000FF")).isEqualTo("000000010000000100000000");
        assertThat(new Segments(directory, 1L << 30).next("000000010000000A00000003"))
                .isEqualTo("000000010000000B00000000");
    }

    @Test
    void aSegmentThatIsMissingOrCutShortIsAGapAndOneAtTheEndIsNot() throws IOException {
        assertThat(segments.gapAfter("000000010000000000000001")).isEmpty();
        keep("000000010000000000000002", BYTES);
        keep("000000010000000000000003", BYTES);
        keep("000000020000000000000009", BYTES); // of another timeline
        Files.createFile(directory.resolve("000000010000000000000007.gz.part"));
        assertThat(segments.gapAfter("000000010000000000000001")).isEmpty();
        assertThat(segments.gapAfter("000000010000000000000000"))
                .contains("000000010000000000000001");
        keep("000000010000000000000005", BYTES);
        assertThat(segments.gapAfter("000000010000000000000001"))
                .contains("000000010000000000000004");
        keep("000000010000000000000004", BYTES - 1);
        assertThat(segments.gapAfter("000000010000000000000001"))
                .contains("000000010000000000000004");
    }

    @Test
    void onlyWhatIsOlderIsLetGo() throws IOException {
        keep("000000010000000000000001", BYTES);
        keep("000000010000000000000002", BYTES);
        keep("000000010000000000000003", BYTES);
        assertThat(segments.deleteBefore("000000010000000000000003")).isEqualTo(2);
        assertThat(segments.after("000000010000000000000000"))
                .containsExactly("000000010000000000000003");
    }

    private void keep(String segment, long bytes) throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(segment + ".gz")))) {
            out.write(new byte[(int) bytes]);
        }
    }
}
