package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;
import org.liuhen.database.OtherJvm;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Backup and restore as their commands are documented, each a process of its own. */
class BackupTest {
    private static final String RECORD =
            "SELECT event_id || ' ' || md5(payload) FROM record.event ORDER BY position";
    private static final String ACCOUNTS =
            "SELECT username || ' ' || post FROM access.account ORDER BY username";

    private final AtomicInteger answers = new AtomicInteger();
    @TempDir private Path temp;

    @Test
    void whatWasAcknowledgedUntilAMomentIsThereAgain() throws Exception {
        Path data = temp.resolve("the data");
        Path backups = Files.createDirectory(temp.resolve("the backups"));
        int databasePort = FreePort.next();
        List<String> untilThen;
        List<String> all;
        List<String> accounts;
        Instant then;
        try (Started liuhen =
                        Started.in(
                                        data,
                                        FreePort.next(),
                                        databasePort,
                                        "--liuhen.mode=demonstration",
                                        "--liuhen.bcrypt-strength=4",
                                        "--liuhen.backup.directory=" + backups)
                                .untilReady();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Writer> writers = writers(liuhen);
            List<Future<?>> atWork = new ArrayList<>();
            writers.forEach(writer -> atWork.add(people.submit(writer)));
            untilMoreAnswers(20);
            Said said = run("backup", data, backups.toString());
            assertThat(said.code).as(said.text).isZero();
            assertThat(said.text).contains("已备份到", "以后的任一时刻", "log.key 不在备份中");
            untilMoreAnswers(20);
            writers.forEach(Writer::stop);
            for (Future<?> each : atWork) {
                each.get();
            }
            JdbcClient database = owner(data, databasePort);
            untilThen = database.sql(RECORD).query(String.class).list();
            accounts = database.sql(ACCOUNTS).query(String.class).list();
            then = Instant.now();
            database.sql("UPDATE access.account SET post = '后来的职务'").update();
            writers(liuhen, "2018");
            all = database.sql(RECORD).query(String.class).list();
        }
        assertThat(all.size()).isGreaterThan(untilThen.size());

        Path toThen = temp.resolve("to then");
        Said restored = run("restore", toThen, backups.toString(), "--to=" + then);
        assertThat(restored.code).as(restored.text).isZero();
        assertThat(restored.text).contains(untilThen.size() + " 件事", "log.key");
        assertThat(ask(toThen, RECORD)).isEqualTo(untilThen);
        assertThat(ask(toThen, ACCOUNTS)).isEqualTo(accounts);

        Path toTheEnd = temp.resolve("to the end");
        assertThat(run("restore", toTheEnd, backups.toString()).code).isZero();
        assertThat(ask(toTheEnd, RECORD)).isEqualTo(all);
        itServesAndGoesOnSealing(data, toTheEnd, backups, all.size());
    }

    /** With the log's own directory, which no backup has. */
    private void itServesAndGoesOnSealing(Path data, Path restored, Path backups, int events)
            throws Exception {
        Path seal = restored.resolve("seal");
        try (Started refused = Started.in(restored, FreePort.next(), FreePort.next())) {
            assertThat(refused.untilItGivesUp()).contains("last-checkpoint", "docs/keys.md");
        }
        for (String file : List.of("log.key", "last-checkpoint")) {
            Files.copy(data.resolve("seal").resolve(file), seal.resolve(file));
        }
        int databasePort = FreePort.next();
        try (Started again =
                Started.in(
                                restored,
                                FreePort.next(),
                                databasePort,
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4",
                                "--liuhen.backup.directory=" + backups)
                        .untilReady()) {
            assertThat(
                            again.client()
                                    .signIn("drafter")
                                    .post("/api/reports", document("jiangmen-ecology", "2017"))
                                    .status())
                    .isEqualTo(201);
            JdbcClient database = owner(restored, databasePort);
            await().until(() ->
                    database.sql("SELECT max(size) FROM seal.checkpoint").query(Long.class).single()
                            >= events);
            assertThat(again.client().get("/actuator/health/sealing").status()).isEqualTo(200);
            try (Stream<Path> clusters = Files.list(backups)) {
                assertThat(clusters).as("a directory of its own").hasSize(2);
            }
        }
    }

    private void untilMoreAnswers(int more) {
        int enough = answers.get() + more;
        await().until(() -> answers.get() >= enough);
    }

    private List<Writer> writers(Started liuhen) {
        return writers(liuhen, "2019");
    }

    private List<Writer> writers(Started liuhen, String year) {
        List<Writer> writers = new ArrayList<>();
        for (String department : List.of("jiangmen-ecology", "jiangmen-water")) {
            Client drafter =
                    liuhen.client()
                            .signIn(department.endsWith("water") ? "water-drafter" : "drafter");
            assertThat(drafter.post("/api/reports", document(department, year)).status())
                    .isEqualTo(201);
            writers.add(new Writer(drafter, department + "-" + year + "-overall", "1.1", answers));
        }
        return writers;
    }

    private static Map<String, Object> document(String department, String year) {
        return Map.of(
                "departmentId",
                department,
                "fiscalYear",
                Integer.valueOf(year),
                "type",
                "DEPARTMENT_OVERALL",
                "title",
                "测试" + UUID.randomUUID(),
                "sections",
                List.of(Map.of("key", "1.1", "title", "章节", "blocks", List.of())));
    }

    private static List<String> ask(Path data, String question) {
        try (EmbeddedDatabase database =
                EmbeddedDatabase.open(EmbeddedSettings.in(data).withPort(0))) {
            return JdbcClient.create(
                            new DriverManagerDataSource(
                                    database.url(), database.username(), database.password()))
                    .sql(question)
                    .query(String.class)
                    .list();
        }
    }

    private static JdbcClient owner(Path data, int port) throws IOException {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:" + port + "/liuhen",
                        "postgres",
                        Files.readString(data.resolve("postgres.password")).strip()));
    }

    private record Said(int code, String text) {}

    private static Said run(String command, Path data, String... more)
            throws IOException, InterruptedException {
        List<String> line = OtherJvm.running(Standalone.class.getName());
        line.add(command);
        line.addAll(List.of(more));
        line.add("--liuhen.data-directory=" + data);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
