package org.liuhen.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;

/** One instance of a service, started from its jar as a site starts it. */
final class Service implements Part {
    private final Kind kind;
    private final Path out;
    private final int port;
    private final List<String> command;
    private Process process;

    private Service(Kind kind, Path out, int port, List<String> command) {
        this.kind = kind;
        this.out = out;
        this.port = port;
        this.command = command;
    }

    /**
     * An instance that is yet to be started.
     *
     * @param module whose jar it is
     * @param name of this instance, and of the file in the directory with what it says
     */
    static Service of(
            Kind kind, String module, String name, Path directory, Map<String, Object> settings) {
        int port = FreePort.next();
        Path jar =
                Path.of("..", module, "target")
                        .resolve(
                                "%s-%s-exec.jar"
                                        .formatted(module, System.getProperty("liuhen.version")));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built: " + jar);
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString(),
                                "--server.port=" + port,
                                "--management.server.port=0",
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4"));
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        return new Service(kind, directory.resolve(name + ".out"), port, command);
    }

    int port() {
        return port;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public void start() {
        process = Processes.start(new ProcessBuilder(command), out);
    }

    @Override
    public boolean works() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended, see " + out);
        }
        try {
            return Client.at(port).get("/actuator/health/readiness").status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            Processes.kill(process.toHandle());
        }
    }
}
