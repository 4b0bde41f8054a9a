package org.liuhen.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liuhen.database.FreePort;

/** The real nginx in front, started by the script and with the configuration that sites use. */
final class Edge implements AutoCloseable {
    private static final Path SCRIPT = Path.of("edge/start.sh");

    private final int port;
    private final int statusPort;
    private final Path directory;
    private final Process process;

    private Edge(int port, int statusPort, Path directory, Process process) {
        this.port = port;
        this.statusPort = statusPort;
        this.directory = directory;
        this.process = process;
    }

    static boolean isInstalled() {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nginx")));
    }

    /** In front of these, with its files in that directory; waits until it answers. */
    static Edge before(
            List<Instance> command,
            List<Instance> query,
            Path directory,
            Map<String, String> settings) {
        int port = FreePort.next();
        int statusPort = FreePort.next();
        Map<String, String> all = new HashMap<>();
        all.put("EDGE_LISTEN", "127.0.0.1:" + port);
        all.put("EDGE_STATUS", "127.0.0.1:" + statusPort);
        all.put("EDGE_COMMAND", addresses(command));
        all.put("EDGE_QUERY", addresses(query));
        all.put("EDGE_USER", System.getProperty("user.name").equals("root") ? "root" : "");
        all.put("EDGE_ACCESS_LOG", directory.resolve("access.log").toString());
        all.putAll(settings);
        Process process = start(directory, all);
        await().until(() -> answers(process, port));
        return new Edge(port, statusPort, directory, process);
    }

    /** The script itself, whatever becomes of it; what it says is in {@code edge.out}. */
    static Process start(Path directory, Map<String, String> settings, String... arguments) {
        ProcessBuilder script =
                new ProcessBuilder(
                        Stream.concat(Stream.of("sh", SCRIPT.toString()), Stream.of(arguments))
                                .toList());
        script.environment().keySet().removeIf(name -> name.startsWith("EDGE_"));
        script.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        script.environment().put("EDGE_RUN", directory.toString());
        script.environment().putAll(settings);
        try {
            return script.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("edge.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String secureAddress() {
        return "https://localhost:" + port;
    }

    String statusAddress() {
        return "http://127.0.0.1:" + statusPort;
    }

    List<String> accessLog() {
        try {
            return Files.readAllLines(directory.resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static boolean answers(Process process, int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended, see edge.out");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String addresses(List<Instance> instances) {
        return instances.stream().map(Instance::address).collect(Collectors.joining(" "));
    }
}
