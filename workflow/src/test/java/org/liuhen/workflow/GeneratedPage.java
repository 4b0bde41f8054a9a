package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page under {@code docs/generated} that a test computes. It fails when the page is out of date;
 * {@code -Dliuhen.regenerate=true} writes it anew.
 */
final class GeneratedPage {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/generated").normalize();

    private GeneratedPage() {}

    static void isCurrent(String name, Class<?> test, String body) {
        String page =
                """
                <!-- 本页由 %1$s 运行规则生成，请勿手改。Generated: do not edit.
                     mvn -pl workflow test -Dtest=%1$s -Dliuhen.regenerate=true -->
                """
                                .formatted(test.getSimpleName())
                        + body;
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("liuhen.regenerate")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, page);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s is out of date: run with -Dliuhen.regenerate=true", name)
                    .isEqualTo(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
