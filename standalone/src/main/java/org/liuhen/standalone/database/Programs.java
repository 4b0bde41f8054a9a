package org.liuhen.standalone.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs that PostgreSQL brings: {@code initdb} and {@code pg_ctl}.
 *
 * @param environment what they, and the server they start, find there besides this process's own
 */
record Programs(Path binaries, DataDirectory directory, Map<String, String> environment) {
    /** How a program ended and what it said. */
    record Outcome(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    Outcome run(Duration limit, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root. In a namespace of its own root is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        // A file, not a pipe: the server may inherit it, and a pipe ends only when the server does.
        Path output = directory.unfinishedFile();
        try {
            int exit = finish(start(command, output), limit);
            return new Outcome(
                    exit, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        builder.directory(directory.path().toFile());
        // Whatever is set for other PostgreSQLs must not reach this one, nor its language.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw CannotStart.notExecutable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits through interrupts: a stop half done is worse than one that takes its time. */
    private static int finish(Process process, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return process.exitValue();
                    }
                    process.destroyForcibly();
                    return -1;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
