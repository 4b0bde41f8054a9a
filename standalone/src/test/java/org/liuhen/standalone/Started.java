package org.liuhen.standalone;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.liuhen.access.Client;
import org.liuhen.database.OtherJvm;

/** Liuhen as its users start it: a process of its own, with a database of its own. */
final class Started implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(6);

    private final Path directory;
    private final int port;
    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private Started(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static Started in(Path directory, int port, int databasePort, String... settings)
            throws IOException {
        List<String> command = OtherJvm.running(Standalone.class.getName());
        command.add("--server.port=" + port);
        command.add("--management.server.port=0");
        command.add("--liuhen.data-directory=" + directory);
        command.add("--liuhen.database.port=" + databasePort);
        command.addAll(List.of(settings));
        return new Started(
                directory, port, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    Started untilReady() {
        await().atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new AssertionError(this);
        }
        return this;
    }

    /** How it ended. */
    int exit() {
        return process.exitValue();
    }

    /** The process ends by itself: what it said. */
    String untilItGivesUp() {
        await().atMost(LONGEST_START).until(() -> !process.isAlive());
        return toString();
    }

    int port() {
        return port;
    }

    Client client() {
        return Client.at(port);
    }

    /** Kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kill -9 of the database as well, as a power cut would. */
    void killAll() throws IOException, InterruptedException {
        long postmaster = postmaster();
        kill();
        ProcessHandle.of(postmaster).ifPresent(Started::killTree);
    }

    /** Kill -9 of the database's server alone. */
    void killServer() throws IOException {
        ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
    }

    private static void killTree(ProcessHandle handle) {
        List<ProcessHandle> all = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private long postmaster() throws IOException {
        try (Stream<Path> files =
                Files.find(directory, 3, (p, _) -> p.endsWith("postmaster.pid"))) {
            return Long.parseLong(Files.readAllLines(files.findFirst().orElseThrow()).getFirst());
        }
    }

    private boolean isReady() {
        try {
            return client().get("/actuator/health/readiness").status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(said::add);
        } catch (IOException e) {
            said.add(e.toString());
        }
    }

    @Override
    public String toString() {
        return String.join("\n", said);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
