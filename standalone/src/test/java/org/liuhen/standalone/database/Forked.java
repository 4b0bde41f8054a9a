package org.liuhen.standalone.database;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.liuhen.database.OtherJvm;

/** A JVM of its own that writes into the database until it is killed. */
final class Forked implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private Forked(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static Forked at(Place place) throws IOException {
        List<String> command = OtherJvm.running(Scribe.class.getName());
        command.add(place.directory().toString());
        command.add(Integer.toString(place.port()));
        return new Forked(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    List<String> said(String start) {
        return lines.stream().filter(l -> l.startsWith(start)).toList();
    }

    Forked untilItSaid(String start, int times) {
        await().until(() -> said(start).size() >= times || !process.isAlive());
        if (said(start).size() < times) {
            throw new AssertionError(String.join("\n", lines));
        }
        return this;
    }

    long pid() {
        return process.pid();
    }

    /** Kill -9. Whatever it printed before is still read. */
    Forked kill() throws InterruptedException {
        // Not of the process itself: that would close its output before it is read.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
        return this;
    }

    /** Kill -15: its shutdown hooks run. */
    Forked end() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor();
        reader.join();
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
