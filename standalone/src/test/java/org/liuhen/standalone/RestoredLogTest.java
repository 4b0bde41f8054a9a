package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Note;
import org.liuhen.seal.Succession;
import org.liuhen.verifier.Verify;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A database that was restored to before what was signed, and the log that goes on after it. */
class RestoredLogTest {
    private static final String FIRST = "log.example/record";
    private static final String SECOND = "log.example/record-2";
    private static final String BY = "--liuhen.seal.successor.by=";
    private static final String REASON = "--liuhen.seal.successor.reason=磁盘损坏，数据库恢复到 10 时 30 分";

    private final TestDatabase database = TestDatabase.create();
    private final Witnesses witnesses = new Witnesses();
    @TempDir private Path directory;

    @Test
    void aSuccessorBeginsThatSaysWhatWasLostAndIsWitnessedAndVerified() throws Exception {
        String firstKey;
        String keptReport;
        Path early;
        Path late;
        Path earlyPackage;
        try (ConfigurableApplicationContext office = office(FIRST)) {
            sealed(office);
            firstKey = key(office);
            keptReport = open(office, 2031);
            sealed(office);
            early = checkpoint(office, "early.txt");
            earlyPackage = download(office, keptReport, "early.zip");
        }
        String older = older();
        long kept =
                database.asOwner()
                        .sql("SELECT max(size) FROM seal.checkpoint")
                        .query(Long.class)
                        .single();
        try (ConfigurableApplicationContext office = office(FIRST)) {
            open(office, 2032);
            open(office, 2033);
            sealed(office);
            assertThat(witnesses.look("audit.example", port(office), firstKey).code()).isZero();
        }
        late = Files.copy(directory.resolve("seal/last-checkpoint"), directory.resolve("late.txt"));
        long signed = sizeOf(late);
        assertThat(signed).isGreaterThan(kept);
        putBack(older);

        try (ConfigurableApplicationContext office = office(FIRST)) {
            open(office, 2034);
            await().until(() -> client(office).get("/actuator/health/sealing").status() == 503);
        }
        assertThatThrownBy(() -> office(SECOND)).hasStackTraceContaining("docs/keys.md");
        assertThatThrownBy(() -> office(FIRST, BY + "system-admin", REASON))
                .hasStackTraceContaining("新日志须另取名称");
        assertThatThrownBy(() -> office(SECOND, BY + "drafter", REASON))
                .hasStackTraceContaining("系统管理员的账号");

        for (int start = 0; start < 2; start++) { // the second time it has begun already
            try (ConfigurableApplicationContext office =
                    office(SECOND, BY + "system-admin", REASON)) {
                sealed(office);
                assertThat(client(office).get("/actuator/health/sealing").status()).isEqualTo(200);
                Succession begun =
                        Succession.parse(client(office).get("/api/seal/succession").text());
                assertThat(begun.by()).contains("赵立新");
                assertThat(begun.reason()).contains("磁盘损坏");
                assertThat(begun.kept()).isEqualTo(kept);
                assertThat(begun.lost()).isEqualTo(signed - kept);
                assertThat(begun.before().toString()).isEqualTo(firstKey);
                assertThat(begun.last().text())
                        .isEqualTo(Note.parse(Files.readString(late)).text());
                witnessed(office, start);
                verified(office, firstKey, keptReport, early, late, earlyPackage);
            }
        }
    }

    /** The steps of docs/keys.md: a key is changed, and one is lost. */
    @Test
    void aKeyIsChangedByASuccessorThatLosesNothing() throws Exception {
        String firstKey;
        try (ConfigurableApplicationContext office = office(FIRST)) {
            sealed(office);
            firstKey = key(office);
        }
        String secondKey;
        try (ConfigurableApplicationContext office = office(SECOND, BY + "system-admin", REASON)) {
            sealed(office);
            Succession begun = Succession.parse(client(office).get("/api/seal/succession").text());
            assertThat(begun.lost()).isZero();
            assertThat(begun.before().toString()).isEqualTo(firstKey);
            secondKey = key(office);
        }
        Path seal = directory.resolve("seal");
        Files.delete(seal.resolve("log.key"));
        String third = "log.example/record-3";
        assertThatThrownBy(() -> office(third, BY + "system-admin", REASON))
                .hasStackTraceContaining("liuhen.seal.successor.before");
        try (ConfigurableApplicationContext office =
                office(
                        third,
                        BY + "system-admin",
                        REASON,
                        "--liuhen.seal.successor.before=" + secondKey)) {
            sealed(office);
            Succession begun = Succession.parse(client(office).get("/api/seal/succession").text());
            assertThat(begun.lost()).isZero();
            assertThat(begun.before().toString()).isEqualTo(secondKey);
            Path policy =
                    Files.writeString(
                            directory.resolve("three.txt"),
                            "log %s\nlog %s\nlog %s\nquorum none\n"
                                    .formatted(firstKey, secondKey, key(office)));
            Said whole = verify(checkpoint(office, "third.txt"), policy);
            assertThat(whole.code).as(whole.text).isZero();
            assertThat(whole.text).contains("都还在");
        }
        try (Stream<Path> files = Files.list(seal)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("what was the key and the memory is kept")
                    .contains("log.key", "last-checkpoint")
                    .anyMatch(name -> name.startsWith("log.key.until-"))
                    .doesNotContain("log.key.next");
        }
    }

    /** It says so and refuses, until its institution has decided. */
    private void witnessed(ConfigurableApplicationContext office, int start) {
        if (start == 0) {
            Witnesses.Said refused = witnesses.look("audit.example", port(office), key(office));
            assertThat(refused.code()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).contains("日志换了", "磁盘损坏", "已经失去");
            Witnesses.Said accepted =
                    Witnesses.run(
                            "look",
                            witnesses.directoryOf("audit.example"),
                            "--log",
                            "http://localhost:" + port(office),
                            "--key",
                            key(office),
                            "--accept-successor");
            assertThat(accepted.code()).as(accepted.text()).isZero();
        }
        Witnesses.Said said = witnesses.look("audit.example", port(office), key(office));
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(witnesses.look("finance.example", port(office), key(office)).code()).isZero();
        assertThat(client(office).get("/api/seal/checkpoint?witnessed=true").status())
                .isEqualTo(200);
    }

    private void verified(
            ConfigurableApplicationContext office,
            String firstKey,
            String report,
            Path early,
            Path late,
            Path earlyPackage)
            throws IOException {
        Path both =
                Files.writeString(
                        directory.resolve("policy.txt"),
                        "log %s\nlog %s\nquorum none\n".formatted(firstKey, key(office)));
        Path now = checkpoint(office, "now.txt");
        Said whole = verify(now, both);
        assertThat(whole.code).as(whole.text).isZero();
        assertThat(whole.text).contains("另立了 " + SECOND, "赵立新", "磁盘损坏", "失去");
        Said former = verify(early, both);
        assertThat(former.code).as(former.text).isZero();
        assertThat(former.text).contains("照原样重新封存");
        Said lost = verify(late, both);
        assertThat(lost.code).as(lost.text).isEqualTo(1);
        assertThat(lost.text).contains("其后的已经失去");

        assertThat(verify(earlyPackage.toString(), "--policy", both.toString()).code).isZero();
        Path latePackage = download(office, report, "now.zip");
        Said packed = verify(latePackage.toString(), "--policy", both.toString());
        assertThat(packed.code).as(packed.text).isZero();
        assertThat(packed.text).contains(SECOND);

        database.asOwner()
                .sql("UPDATE seal.succession SET document = replace(document, '磁盘', '文件')")
                .update();
        Said rewritten = verify(now, both);
        assertThat(rewritten.code).isEqualTo(1);
        assertThat(rewritten.text).contains("来历与第一片叶子所封存的不同");
        database.asOwner()
                .sql("UPDATE seal.succession SET document = replace(document, '文件', '磁盘')")
                .update();
        database.asOwner()
                .sql("UPDATE seal.former_leaf SET row_hash = sha256(row_hash) WHERE index = 1")
                .update();
        assertThat(verify(early, both).text).contains("没有照原样重新封存", "被改动过");
        database.asOwner()
                .sql(
                        """
                        UPDATE seal.former_leaf f SET row_hash = l.row_hash FROM seal.leaf l
                        WHERE f.index = 1 AND l.kind = f.kind AND l.row_id = f.row_id\
                        """)
                .update();
    }

    private ConfigurableApplicationContext office(String origin, String... more) {
        List<String> settings = new ArrayList<>();
        database.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--server.port=0");
        settings.add("--liuhen.mode=demonstration");
        settings.add("--liuhen.bcrypt-strength=4");
        settings.add("--liuhen.seal.directory=" + directory.resolve("seal"));
        settings.add("--liuhen.seal.origin=" + origin);
        settings.add("--liuhen.seal.policy=" + witnesses.policy());
        settings.addAll(List.of(more));
        SpringApplication application = Standalone.application();
        application.setRegisterShutdownHook(false);
        return application.run(settings.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext office) {
        return ((WebServerApplicationContext) office).getWebServer().getPort();
    }

    private static Client client(ConfigurableApplicationContext office) {
        return Client.at(port(office));
    }

    private static String key(ConfigurableApplicationContext office) {
        return client(office).get("/api/seal/key").text().strip();
    }

    private static String open(ConfigurableApplicationContext office, int year) {
        Client.Answer answer =
                client(office)
                        .signIn("drafter")
                        .post("/api/reports", Document.small("jiangmen-ecology", year));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().path("reportId").asString();
    }

    /** All that is recorded is under a checkpoint of the log that goes on. */
    private void sealed(ConfigurableApplicationContext office) {
        assertThat(port(office)).isPositive();
        await().until(() ->
                database.asOwner()
                        .sql(
                                """
                                SELECT NOT EXISTS (
                                    SELECT FROM (
                                        SELECT 'event' AS kind, position FROM record.event
                                        UNION ALL SELECT 'journal', position FROM access.journal
                                        UNION ALL
                                        SELECT 'account', position FROM access.account_history) r
                                    LEFT JOIN seal.leaf l USING (kind, position)
                                    WHERE l.index IS NULL
                                       OR l.index >= (SELECT max(size) FROM seal.checkpoint))\
                                """)
                        .query(Boolean.class)
                        .single());
    }

    private Path checkpoint(ConfigurableApplicationContext office, String name) throws IOException {
        return Files.writeString(
                directory.resolve(name), client(office).get("/api/seal/checkpoint").text());
    }

    private static long sizeOf(Path checkpoint) throws IOException {
        return Long.parseLong(Files.readAllLines(checkpoint).get(1));
    }

    private Path download(ConfigurableApplicationContext office, String report, String name)
            throws IOException {
        Client.Answer answer = client(office).signIn("drafter").get("/api/seal/package/" + report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return Files.write(directory.resolve(name), answer.bytes());
    }

    /** The whole database as it is now, while nobody is connected. */
    private String older() {
        String name = name();
        TestDatabase.asSuperuser()
                .sql("CREATE DATABASE %s_older TEMPLATE %s".formatted(name, name))
                .update();
        return name + "_older";
    }

    private void putBack(String older) {
        TestDatabase.asSuperuser().sql("DROP DATABASE %s WITH (FORCE)".formatted(name())).update();
        TestDatabase.asSuperuser()
                .sql("ALTER DATABASE %s RENAME TO %s".formatted(older, name()))
                .update();
        TestDatabase.asSuperuser()
                .sql("ALTER DATABASE %s OWNER TO owner_of_%s".formatted(name(), name()))
                .update();
    }

    private String name() {
        return database.settings().url().replaceAll(".*/", "");
    }

    private record Said(int code, String text) {}

    private Said verify(Path checkpoint, Path policy) {
        return verify(
                "--jdbc",
                database.settings().url(),
                "--user",
                "postgres",
                "--checkpoint",
                checkpoint.toString(),
                "--policy",
                policy.toString());
    }

    private static Said verify(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Verify.run(new PrintWriter(text), Stream.of(arguments).toArray(String[]::new));
        return new Said(code, text.toString());
    }
}
