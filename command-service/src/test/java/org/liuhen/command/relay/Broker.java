package org.liuhen.command.relay;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.liuhen.database.FreePort;

/** A real Kafka broker in a JVM of its own, which can be killed and started again. */
public final class Broker implements AutoCloseable {
    /** Of a JVM that ends before its second compiler has paid. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final List<String> options;
    private final int port = FreePort.next();
    private final int controllerPort = FreePort.next();
    private Process process;

    private Broker(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
    }

    /** A new, empty one, ready for clients. */
    public static Broker in(Path directory) {
        return started(new Broker(directory, SHORT_LIVED));
    }

    /** One whose speed is measured. */
    public static Broker asASiteRunsIt(Path directory) {
        return started(new Broker(directory, List.of()));
    }

    private static Broker started(Broker broker) {
        try {
            broker.format();
            broker.start();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For clients. */
    public String address() {
        return "localhost:" + port;
    }

    private void format() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.write(
                settings(),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "listeners=PLAINTEXT://localhost:"
                                + port
                                + ",CONTROLLER://localhost:"
                                + controllerPort,
                        "advertised.listeners=PLAINTEXT://localhost:" + port,
                        "controller.listener.names=CONTROLLER",
                        "controller.quorum.bootstrap.servers=localhost:" + controllerPort,
                        "log.dirs=" + directory.resolve("log"),
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "num.partitions=1"));
        Process formatting =
                java(
                        SHORT_LIVED,
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        "4L6g3nShT-eMCtK--X86sw",
                        "-c",
                        settings().toString());
        if (formatting.waitFor() != 0) {
            throw new IllegalStateException("not formatted, see " + directory);
        }
    }

    /** Starts it, and waits until it answers. */
    public void start() throws IOException {
        process = java(options, "kafka.Kafka", settings().toString());
        await().ignoreExceptions().until(this::answers);
    }

    private boolean answers() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended, see " + directory);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        }
    }

    /** Kill -9. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Process java(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
                .start();
    }
}
