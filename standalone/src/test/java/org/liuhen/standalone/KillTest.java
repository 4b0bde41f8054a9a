package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;
import org.liuhen.seal.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

class KillTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** What is killed with -9; of the last two nobody starts anything again. */
    private enum Killed {
        PROCESS,
        ALL,
        SERVER,
        SESSION
    }

    private final long seed = Long.getLong("liuhen.seed", System.nanoTime());
    private final Witnesses witnesses = new Witnesses();
    private final String[] settings = {
        "--liuhen.mode=demonstration",
        "--liuhen.bcrypt-strength=4",
        "--liuhen.seal.policy=" + witnesses.policy()
    };
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void noAnsweredCommandIsLostOrDoneTwiceHoweverOftenTheProcessIsKilled(@TempDir Path directory)
            throws Exception {
        Random random = new Random(seed);
        int port = FreePort.next();
        int databasePort = FreePort.next();
        Started liuhen = Started.in(directory, port, databasePort, settings).untilReady();
        Map<Writer, String> writers = writers(liuhen);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            writers.keySet().forEach(writer -> all.add(people.submit(writer)));
            List<Killed> kills = new ArrayList<>(List.of(Killed.values()));
            Collections.shuffle(kills, random);
            for (Killed kill : kills) {
                untilMoreAnswers(10 + random.nextInt(60), all);
                TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000)); // anywhere within a request
                System.out.println("KillTest kills " + kill);
                switch (kill) {
                    case PROCESS -> liuhen.kill();
                    case ALL -> liuhen.killAll();
                    case SERVER -> liuhen.killServer();
                    case SESSION -> killSession(owner(directory, databasePort));
                }
                if (kill == Killed.PROCESS || kill == Killed.ALL) {
                    liuhen = Started.in(directory, port, databasePort, settings);
                } else {
                    untilMoreAnswers(1, all);
                }
                whatWasSignedIsExtended(liuhen.untilReady());
            }
            untilMoreAnswers(20, all);
            writers.keySet().forEach(Writer::stop);
            for (Future<?> each : all) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(
                            evidence(writers.keySet(), owner(directory, databasePort), liuhen), e);
                }
            }
        }
        try (Started last = liuhen) {
            compare(writers, last.client().signIn("auditor"));
            whatWasSignedIsExtended(last);
            VerifierKey log = VerifierKey.parse(last.client().get("/api/seal/key").text().strip());
            int signed = SignedTrees.areAllOfOneLog(owner(directory, databasePort), log);
            System.out.println("KillTest checkpoints, each extending the one before: " + signed);
            assertThat(signed).isGreaterThan(Killed.values().length);
        }
    }

    /** What was answered and what is there, since nothing else is left of a run that failed. */
    private String evidence(Set<Writer> writers, JdbcClient owner, Started liuhen) {
        return "-Dliuhen.seed=%d%nanswered last: %s%nrecord: %s%nreceipts: %s%nsaid: %s"
                .formatted(
                        seed,
                        writers.stream().map(Writer::toString).toList(),
                        owner.sql(
                                        """
                                        SELECT position, report_id, sequence, recorded_at, name,
                                            convert_from(payload, 'UTF8') AS payload
                                        FROM record.event ORDER BY position DESC LIMIT 40\
                                        """)
                                .query()
                                .listOfRows(),
                        owner.sql(
                                        """
                                        SELECT person_id, report_id, version FROM record.receipt
                                        ORDER BY version DESC LIMIT 40\
                                        """)
                                .query()
                                .listOfRows(),
                        liuhen);
    }

    private static JdbcClient owner(Path directory, int port) throws IOException {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:" + port + "/liuhen",
                        "postgres",
                        Files.readString(directory.resolve("postgres.password")).strip()));
    }

    /** PostgreSQL then throws everybody out and recovers by itself. */
    private static void killSession(JdbcClient owner) {
        long session =
                owner.sql(
                                """
                                SELECT pid FROM pg_stat_activity
                                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                                ORDER BY backend_start LIMIT 1\
                                """)
                        .query(Long.class)
                        .single();
        ProcessHandle.of(session).orElseThrow().destroyForcibly();
    }

    /** A witness that looked before each kill is never given reason to refuse. */
    private void whatWasSignedIsExtended(Started liuhen) {
        String key = liuhen.client().get("/api/seal/key").text().strip();
        Witnesses.Said said = witnesses.look("audit.example", liuhen.port(), key);
        assertThat(said.code()).as("-Dliuhen.seed=%d %s", seed, said.text()).isZero();
    }

    private void untilMoreAnswers(int more, List<Future<?>> writers) {
        int enough = answers.get() + more;
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> answers.get() >= enough || writers.stream().anyMatch(Future::isDone));
    }

    private Map<Writer, String> writers(Started liuhen) {
        Map<Writer, String> writers = new HashMap<>();
        Map.of(
                        "drafter", "1.1",
                        "drafter2", "1.2",
                        "deputy", "1.3",
                        "water-drafter", "1.1")
                .forEach((username, section) -> {
                    Client client = liuhen.client().signIn(username);
                    String department =
                            username.startsWith("water") ? "jiangmen-water" : "jiangmen-ecology";
                    client.post("/api/reports", document(department));
                    String report = department + "-2019-overall";
                    writers.put(new Writer(client, report, section, answers), report);
                });
        return writers;
    }

    private static Map<String, Object> document(String department) {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (String key : List.of("1.1", "1.2", "1.3")) {
            sections.add(Map.of("key", key, "title", "章节" + key, "blocks", List.of()));
        }
        return Map.of(
                "departmentId",
                department,
                "fiscalYear",
                2019,
                "type",
                "DEPARTMENT_OVERALL",
                "title",
                "测试",
                "sections",
                sections);
    }

    private void compare(Map<Writer, String> writers, Client auditor) {
        writers.forEach((writer, report) -> untilShown(auditor, report, writer.last()));
        Map<String, Map<String, Long>> found = new HashMap<>();
        writers.values().forEach(report -> found.put(report, texts(auditor, report)));
        int attempts = 0;
        int answered = 0;
        for (var each : writers.entrySet()) {
            Map<String, Long> history = found.get(each.getValue());
            for (Writer.Line line : each.getKey().journal()) {
                assertThat(history.remove(line.text()))
                        .as("-Dliuhen.seed=%d %s", seed, line.text())
                        .isEqualTo(line.version());
                answered++;
            }
            attempts += each.getKey().attempts();
        }
        System.out.println(
                "-Dliuhen.seed=%d: kills %d, attempts %d, answered %d, lost 0, doubled 0"
                        .formatted(seed, Killed.values().length, attempts, answered));
        assertThat(found.values())
                .as("-Dliuhen.seed=%d nothing that nobody was answered", seed)
                .allMatch(Map::isEmpty);
    }

    /** What shows the history may have yet to read the last that was answered. */
    private static void untilShown(Client auditor, String report, long version) {
        String last = "/api/reports/%s/history?limit=1&after=%d".formatted(report, version - 1);
        await().atMost(LONGEST).until(() -> !auditor.get(last).body().path("items").isEmpty());
    }

    /** Every text the history shows, with its version; each version once, none missing. */
    private Map<String, Long> texts(Client auditor, String report) {
        Map<String, Long> texts = new HashMap<>();
        long after = 0;
        while (true) {
            JsonNode page =
                    auditor.get(
                                    "/api/reports/%s/history?limit=500&after=%d"
                                            .formatted(report, after))
                            .body();
            for (JsonNode item : page.path("items")) {
                assertThat(item.path("version").asLong())
                        .as("-Dliuhen.seed=%d", seed)
                        .isEqualTo(++after);
                for (JsonNode change : item.path("changes")) {
                    if (change.path("path").asString().endsWith("/text")) {
                        Long twice =
                                texts.put(
                                        change.path("after").asString(),
                                        item.path("version").asLong());
                        assertThat(twice).as("-Dliuhen.seed=%d done twice", seed).isNull();
                    }
                }
            }
            if (page.path("next").isNull()) {
                return texts;
            }
        }
    }
}
