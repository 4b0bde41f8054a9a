package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The server that a cluster's {@code postmaster.pid} names. After a crash the number may belong to
 * any program by now, so the file alone proves nothing.
 *
 * @param pid the process
 * @param started when it says it started
 * @param cluster the directory the file lies in
 */
record Postmaster(long pid, Instant started, Path cluster) {
    /** What the process of that number is. */
    enum Is {
        GONE,
        OURS,
        ANOTHER_PROGRAM,
        UNCLEAR
    }

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    static Optional<Postmaster> recordedIn(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(cluster));
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.get(0).strip()),
                            Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                            cluster));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // Torn by a crash while it was written: PostgreSQL says so itself when it starts.
            return Optional.empty();
        }
    }

    Is process() throws IOException {
        return Files.exists(Path.of("/proc/self/exe")) ? byProc() : byHandle();
    }

    /** A server's working directory is its cluster, which nobody but root can fake. */
    private Is byProc() throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.exists(process)) {
            return Is.GONE;
        }
        try {
            // Of a program that was replaced meanwhile it reads "postgres (deleted)".
            String program =
                    Files.readSymbolicLink(process.resolve("exe")).getFileName().toString();
            boolean ours =
                    (program.equals("postgres") || program.equals("postgres (deleted)"))
                            && Files.isSameFile(process.resolve("cwd"), cluster);
            return ours ? Is.OURS : Is.ANOTHER_PROGRAM;
        } catch (NoSuchFileException e) {
            // Ended meanwhile, or dead and not yet collected by its parent.
            return Is.ANOTHER_PROGRAM;
        } catch (AccessDeniedException e) {
            return Is.UNCLEAR;
        }
    }

    /** Where there is no {@code /proc}: a postgres that started when the file says. */
    private Is byHandle() {
        Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (found.isEmpty()) {
            return Is.GONE;
        }
        Optional<String> command = found.get().info().command();
        Optional<Instant> start = found.get().info().startInstant();
        if (command.isEmpty() || start.isEmpty()) {
            return Is.UNCLEAR;
        }
        String program = command.get().replaceFirst(".*[/\\\\]", "").replaceFirst("\\.exe$", "");
        Duration apart = Duration.between(start.get(), started).abs();
        return program.equals("postgres") && apart.compareTo(CLOCK_TOLERANCE) <= 0
                ? Is.OURS
                : Is.ANOTHER_PROGRAM;
    }
}
