package org.liuhen.releases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.liuhen.access.Client;
import org.liuhen.database.Dump;
import org.liuhen.database.FreePort;
import org.liuhen.database.TestDatabase;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Writes the files of a release, by the programs of that release: started as processes, and spoken
 * to by the HTTP contract. {@code releases/write} builds them and calls this.
 */
public final class WriteRelease {
    private static final List<String> WITNESSES =
            List.of("finance.example", "audit.example", "congress.example");
    private static final Duration START = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.create();
    private final int port = FreePort.next();
    private final Map<String, Client> people = new HashMap<>();
    private final Path standalone;
    private final Path witness;
    private final Path work;
    private final Release release;

    private WriteRelease(Path standalone, Path witness, Path directory) throws IOException {
        this.standalone = standalone;
        this.witness = witness;
        this.release = new Release(directory);
        this.work = Files.createTempDirectory("liuhen-release");
    }

    /**
     * Takes the jars of standalone and witness, and the directory to write, which must not be
     * there.
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectory(Path.of(arguments[2]));
        WriteRelease writing =
                new WriteRelease(Path.of(arguments[0]), Path.of(arguments[1]), directory);
        try {
            writing.write();
        } finally {
            FileSystemUtils.deleteRecursively(writing.work);
        }
        System.out.println(writing.release.version() + " " + writing.release.sumOfSums());
        System.exit(0); // the database goes with this process
    }

    private void write() throws IOException, InterruptedException, SQLException {
        String institutions = institutions();
        Process program = start();
        try {
            await().atMost(START).until(() -> isReady(program));
            new Scenario(this::as).play();
            await().until(this::isSealed);
            Client anyone = Client.at(port);
            String log = anyone.get("/api/seal/key").text().strip();
            for (String name : WITNESSES.subList(0, 2)) {
                String url = "http://localhost:" + port;
                witness("look", work.resolve(name).toString(), "--log", url, "--key", log);
            }
            Files.writeString(release.file("policy.txt"), "log " + log + "\n" + institutions);
            Files.writeString(
                    release.file("checkpoint.txt"), anyone.get("/api/seal/checkpoint").text());
            for (String report : reports()) {
                told(report);
            }
        } finally {
            program.destroy();
            program.waitFor(1, TimeUnit.MINUTES);
        }
        record();
        Dump.write(database, release.file("database.zip"));
        FileSystemUtils.copyRecursively(work.resolve("seal"), release.file("seal"));
        release.ship();
    }

    /** Three witnesses, of whom two are enough. */
    private String institutions() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (String name : WITNESSES) {
            String said = witness("init", work.resolve(name).toString(), name);
            String key = said.lines().findFirst().orElseThrow();
            lines.append("witness ").append(name).append(' ').append(key).append('\n');
        }
        lines.append("group institutions 2 ").append(String.join(" ", WITNESSES)).append('\n');
        lines.append("quorum institutions\n");
        Files.writeString(work.resolve("policy.txt"), lines);
        return lines.toString();
    }

    private String witness(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", witness.toString()));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        if (program.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", standalone.toString()));
        database.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        command.add("--server.port=" + port);
        command.add("--liuhen.mode=demonstration");
        command.add("--liuhen.bcrypt-strength=4");
        command.add("--liuhen.seal.directory=" + work.resolve("seal"));
        command.add("--liuhen.seal.policy=" + work.resolve("policy.txt"));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private boolean isReady(Process program) {
        if (!program.isAlive()) {
            throw new IllegalStateException("it ended with " + program.exitValue());
        }
        try {
            return Client.at(port).get("/actuator/health/readiness").status() == 200;
        } catch (AssertionError _) {
            return false; // it does not listen yet
        }
    }

    private Client as(String username) {
        return people.computeIfAbsent(username, name -> Client.at(port).signIn(name));
    }

    private List<String> reports() {
        return Told.items(as("auditor"), "/api/reports?limit=100", "cursor").stream()
                .map(report -> report.path("reportId").asString())
                .toList();
    }

    private boolean isSealed() {
        return reports().stream()
                .flatMap(report -> Told.of(as("auditor"), report).trail().stream())
                .allMatch(entry -> entry.path("sealed").asBoolean());
    }

    private void told(String report) throws IOException {
        Files.createDirectories(release.report(report, "package.zip").getParent());
        Told told = Told.of(as("auditor"), report);
        Files.write(release.report(report, "versions.jsonl"), told.versions());
        Files.write(
                release.report(report, "trail.jsonl"),
                told.trail().stream().map(JsonNode::toString).toList());
        Client.Answer packed = as("auditor").get("/api/seal/package/" + report);
        Files.write(release.report(report, "package.zip"), packed.bytes());
    }

    private void record() throws IOException {
        Files.write(
                release.file("record.jsonl"),
                database.asOwner()
                        .sql(
                                """
                                SELECT json_build_object(
                                    'position', position, 'eventId', event_id,
                                    'reportId', report_id, 'sequence', sequence,
                                    'streamType', stream_type, 'recordedAt', recorded_at,
                                    'name', name, 'revision', revision,
                                    'payload', convert_from(payload, 'UTF8'),
                                    'metadata', convert_from(metadata, 'UTF8'))::text
                                FROM record.event ORDER BY position\
                                """)
                        .query(String.class)
                        .list());
    }
}
