package org.liuhen.command;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;
import org.liuhen.database.OtherJvm;
import org.liuhen.database.TestDatabase;

/** The command side as its operators start it: a process of its own. */
final class Started implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private Started(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofVirtual().start(this::listen);
    }

    static Started on(TestDatabase database, String... settings) throws IOException {
        int port = FreePort.next();
        List<String> command = OtherJvm.running(CommandService.class.getName());
        command.add("--server.port=" + port);
        command.add("--liuhen.mode=demonstration");
        command.add("--liuhen.bcrypt-strength=4");
        database.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        command.addAll(List.of(settings));
        Started started =
                new Started(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
        await().atMost(LONGEST).until(() -> !started.process.isAlive() || started.answers());
        return started;
    }

    boolean answers() {
        try {
            return client().get("/actuator/health/readiness").status() == 200;
        } catch (AssertionError _) {
            return false;
        }
    }

    Client client() {
        return Client.at(port);
    }

    /** What it has said so far, line by line. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** SIGTERM, while it is still listened to. */
    void askToEnd() {
        process.toHandle().destroy();
    }

    /** Ends by itself: with this code. */
    int code() {
        await().atMost(LONGEST).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add(e.toString());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
