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
import org.awaitility.Awaitility;
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
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.create();
    private final int port = FreePort.next();
    private final Map<String, Client> people = new HashMap<>();
    private final Path standalone;
    private final Path witness;
    private final Path work;
    private final Release release;

    private WriteRelease(Path standalone, Path witness) throws IOException {
        this.standalone = standalone;
        this.witness = witness;
        this.work = Files.createTempDirectory("liuhen-release");
        this.release = new Release(Files.createDirectory(work.resolve("release")));
    }

    /**
     * Takes the jars of standalone and witness, and the directory to write, which must not be
     * there.
     */
    public static void main(String[] arguments) throws Exception {
        Awaitility.setDefaultTimeout(LONGEST);
        Path directory = Path.of(arguments[2]);
        if (Files.exists(directory)) {
            throw new IllegalArgumentException("a release is written once: " + directory);
        }
        WriteRelease writing = new WriteRelease(Path.of(arguments[0]), Path.of(arguments[1]));
        try {
            writing.write();
            FileSystemUtils.copyRecursively(writing.release.directory(), directory);
        } finally {
            FileSystemUtils.deleteRecursively(writing.work);
        }
        Release written = new Release(directory);
        System.out.println(written.version() + " " + written.sumOfSums());
        System.exit(0); // the database goes with this process
    }

    private void write() throws IOException, InterruptedException, SQLException {
        String institutions = institutions();
        Process program = start();
        try {
            await().until(() -> isReady(program));
            new Scenario(this::as).play();
            await().until(this::isSealed);
            String log = Client.at(port).get("/api/seal/key").text().strip();
            Files.writeString(release.file("policy.txt"), "log " + log + "\n" + institutions);
            Files.writeString(release.file("checkpoint.txt"), cosigned(log));
            for (String report : reports()) {
                told(report);
            }
        } finally {
            program.destroy();
            if (!program.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the program goes on writing");
            }
        }
        record();
        Dump.write(database, release.file("database.zip"));
        FileSystemUtils.copyRecursively(work.resolve("seal"), release.file("seal"));
        release.ship();
    }

    /**
     * A checkpoint that both have seen: what is read meanwhile is sealed too, so the log goes on.
     */
    private String cosigned(String log) {
        List<String> both = WITNESSES.subList(0, 2);
        return await().until(
                        () -> {
                            for (String name : both) {
                                String memory = work.resolve(name).toString();
                                String url = "http://localhost:" + port;
                                witness("look", memory, "--log", url, "--key", log);
                            }
                            return Client.at(port)
                                    .get("/api/seal/checkpoint?witnessed=true")
                                    .text();
                        },
                        note -> both.stream().allMatch(name -> note.contains("— " + name + " ")));
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
