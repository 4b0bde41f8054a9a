package org.liuhen.topology;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operating system has to do with it. */
final class Processes {
    private Processes() {}

    /** The parent first, so that it has no more children. */
    static void kill(ProcessHandle parent) {
        List<ProcessHandle> all = new ArrayList<>(List.of(parent));
        parent.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** What it says is added to that file. */
    static Process start(ProcessBuilder builder, Path out) {
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
