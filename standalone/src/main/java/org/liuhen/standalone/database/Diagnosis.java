package org.liuhen.standalone.database;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Reads what PostgreSQL's programs said when they failed; they run with English messages. */
final class Diagnosis {
    private static final List<String> SERIOUS =
            List.of("PANIC:", "FATAL:", "error:", "ERROR:", "denied");

    /** Said when a session is still at work although its server was killed. */
    static final String STILL_ATTACHED = "pre-existing shared memory block";

    private Diagnosis() {}

    static CannotStart of(String output, DataDirectory directory, int port) {
        List<String> lines = output.lines().map(String::strip).toList();
        Predicate<String> said = words -> lines.stream().anyMatch(l -> l.contains(words));
        if (said.test("could not bind") && said.test("Permission denied")) {
            return CannotStart.portNotAllowed(port);
        }
        if (said.test("Address already in use") || said.test("could not bind")) {
            return CannotStart.portTaken(port);
        }
        if (lines.stream().anyMatch(Diagnosis::saysDiskFull)) {
            return CannotStart.diskFull(directory.path());
        }
        if (said.test("cannot be run as root") || said.test("execution of the PostgreSQL server")) {
            return CannotStart.runAsRoot();
        }
        if (said.test("failed to execute")) {
            return CannotStart.notExecutable(worst(lines), null);
        }
        if (said.test(STILL_ATTACHED)) {
            return CannotStart.sessionsLeft(directory.path());
        }
        if (said.test("could not look up effective user ID")) {
            return CannotStart.noAccount();
        }
        if (said.test("wrong ownership")
                || said.test("invalid permissions")
                || said.test("Permission denied")) {
            return CannotStart.unusable(directory.path(), worst(lines), null);
        }
        return CannotStart.failed(worst(lines), directory.log(), null);
    }

    /** The same words stand for shared memory and semaphores, which no cleaning up helps. */
    private static boolean saysDiskFull(String line) {
        return (line.contains("No space left on device")
                        || line.contains("not enough space on the disk")
                        || line.contains("Disk quota exceeded"))
                && !line.contains("shared memory")
                && !line.contains("semaphore");
    }

    /** The gravest line, between the one that led to it and the one that explains it. */
    private static String worst(List<String> lines) {
        if (lines.isEmpty()) {
            return "没有更多说明";
        }
        int at =
                SERIOUS.stream()
                        .flatMap(mark ->
                                IntStream.range(0, lines.size())
                                        .filter(i -> lines.get(i).contains(mark))
                                        .boxed())
                        .findFirst()
                        .orElse(lines.size() - 1);
        return String.join("；", lines.subList(Math.max(0, at - 1), Math.min(at + 2, lines.size())));
    }
}
