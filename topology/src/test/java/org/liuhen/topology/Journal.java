package org.liuhen.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What one client tried and what came of it, on disk before it tries and as soon as it knows. */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENDING = ".journal";

    private final Path file;

    private Journal(Path file) {
        this.file = file;
    }

    static Journal of(String client, Path directory) {
        return new Journal(directory.resolve(client + ENDING));
    }

    /** What is noted. */
    enum What {
        TRIED,
        ANSWERED,
        UNKNOWN
    }

    /**
     * One line.
     *
     * @param request method and path, or why nothing is known
     * @param at by the clock of this machine that never goes back
     * @param text that occurs in this request alone; empty where there is none
     * @param requestId of the attempt that was answered
     */
    record Line(
            What what,
            UUID key,
            long at,
            String request,
            String text,
            String report,
            long version,
            String requestId) {}

    void tried(UUID key, String request, String text) {
        write(new Line(What.TRIED, key, System.nanoTime(), request, text, "", 0, ""));
    }

    void unknown(UUID key, String why) {
        write(new Line(What.UNKNOWN, key, System.nanoTime(), why, "", "", 0, ""));
    }

    void answered(UUID key, String report, long version, String requestId) {
        write(new Line(What.ANSWERED, key, System.nanoTime(), "", "", report, version, requestId));
    }

    private void write(Line line) {
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One command with all its attempts.
     *
     * @param text see {@link Line}
     * @param from when it was first sent
     * @param until when it was answered; never, where it was not
     * @param unknown how many attempts had no answer that says anything
     * @param version as answered; 0 where it was not
     */
    record Deed(
            UUID key,
            String request,
            String text,
            long from,
            long until,
            int attempts,
            int unknown,
            String report,
            long version,
            String requestId) {

        boolean isAnswered() {
            return version > 0;
        }

        private static Deed of(List<Line> lines) {
            Line first = lines.getFirst();
            Line last = lines.getLast();
            boolean answered = last.what == What.ANSWERED;
            return new Deed(
                    first.key,
                    first.request,
                    first.text,
                    first.at,
                    answered ? last.at : Long.MAX_VALUE,
                    count(lines, What.TRIED),
                    count(lines, What.UNKNOWN),
                    last.report,
                    last.version,
                    last.requestId);
        }

        private static int count(List<Line> lines, What what) {
            return (int) lines.stream().filter(line -> line.what == what).count();
        }
    }

    /** Everything that all clients noted. */
    static List<Deed> all(Path directory) {
        Map<UUID, List<Line>> byKey = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    Line read = JSON.readValue(line, Line.class);
                    byKey.computeIfAbsent(read.key, _ -> new ArrayList<>()).add(read);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byKey.values().stream().map(Deed::of).toList();
    }
}
