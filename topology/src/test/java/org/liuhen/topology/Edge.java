package org.liuhen.topology;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liuhen.database.FreePort;

/** nginx in front of the services, with the very configuration that sites use. */
final class Edge implements Part {
    private static final Path SCRIPT = Path.of("..", "docker", "edge", "start.sh");

    private final int port = FreePort.next();
    private final Path directory;
    private final Map<String, String> settings;
    private Process process;

    Edge(Path directory, List<Service> commands, List<Service> queries) {
        this.directory = directory;
        this.settings =
                Map.of(
                        "EDGE_LISTEN", "127.0.0.1:" + port,
                        "EDGE_STATUS", "127.0.0.1:" + FreePort.next(),
                        "EDGE_COMMAND", addresses(commands),
                        "EDGE_QUERY", addresses(queries),
                        "EDGE_RUN", directory.resolve("edge").toString(),
                        "EDGE_USER", System.getProperty("user.name").equals("root") ? "root" : "",
                        "EDGE_ACCESS_LOG", directory.resolve("edge.log").toString());
    }

    /** Whether there is an nginx here. */
    static boolean isInstalled() {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nginx")));
    }

    int port() {
        return port;
    }

    @Override
    public Kind kind() {
        return Kind.EDGE;
    }

    @Override
    public void start() {
        ProcessBuilder script = new ProcessBuilder("sh", SCRIPT.toString());
        script.environment().keySet().removeIf(name -> name.startsWith("EDGE_"));
        script.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        script.environment().putAll(settings);
        process = Processes.start(script, directory.resolve("edge.out"));
    }

    @Override
    public boolean works() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended, see " + directory.resolve("edge.out"));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            Processes.kill(process.toHandle());
        }
    }

    private static String addresses(List<Service> services) {
        return services.stream()
                .map(service -> "127.0.0.1:" + service.port())
                .collect(Collectors.joining(" "));
    }
}
