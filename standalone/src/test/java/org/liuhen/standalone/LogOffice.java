package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Succession;
import org.liuhen.verifier.Verify;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An office whose log is followed by others: it is started again and again on one database, which
 * may be put back, and with one directory of the seal; its log has witnesses and an auditor.
 */
final class LogOffice implements AutoCloseable {
    static final String FIRST = "log.example/record";
    static final String SECOND = "log.example/record-2";
    static final String THIRD = "log.example/record-3";
    static final String BY = "--liuhen.seal.successor.by=system-admin";
    static final String REASON = "--liuhen.seal.successor.reason=磁盘损坏，数据库恢复到 10 时 30 分";

    private final TestDatabase database = TestDatabase.create();
    private final Witnesses witnesses = new Witnesses();
    private final Path directory;
    private ConfigurableApplicationContext running;

    LogOffice(Path directory) {
        this.directory = directory;
    }

    /** What a program said. */
    record Said(int code, String text) {}

    /** Starts it under that name of the log. */
    LogOffice start(String origin, String... more) {
        List<String> settings = new ArrayList<>();
        database.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--server.port=0");
        settings.add("--liuhen.mode=demonstration");
        settings.add("--liuhen.bcrypt-strength=4");
        settings.add("--liuhen.seal.directory=" + seal());
        settings.add("--liuhen.seal.origin=" + origin);
        settings.add("--liuhen.seal.policy=" + witnesses.policy());
        settings.addAll(List.of(more));
        SpringApplication application = Standalone.application();
        application.setRegisterShutdownHook(false);
        running = application.run(settings.toArray(String[]::new));
        return this;
    }

    @Override
    public void close() {
        running.close();
    }

    TestDatabase database() {
        return database;
    }

    Path seal() {
        return directory.resolve("seal");
    }

    int port() {
        return ((WebServerApplicationContext) running).getWebServer().getPort();
    }

    Client client() {
        return Client.at(port());
    }

    String key() {
        return client().get("/api/seal/key").text().strip();
    }

    /** How the log began that goes on. */
    Succession begun() {
        return Succession.parse(client().get("/api/seal/succession").text());
    }

    /** A new report, and its number. */
    String open(int year) {
        Client.Answer answer =
                client().signIn("drafter")
                        .post("/api/reports", Document.small("jiangmen-ecology", year));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().path("reportId").asString();
    }

    /** All that is recorded is under a checkpoint of the log that goes on. */
    void sealed() {
        await().until(database::isSealed);
    }

    Witnesses.Said look(String witness, String... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "look",
                                memory(witness),
                                "--log",
                                "http://localhost:" + port(),
                                "--key",
                                key()));
        all.addAll(List.of(more));
        return Witnesses.run(all.toArray());
    }

    /** Two of three look, which is enough. */
    void witnessed(String... more) {
        for (String witness : List.of("audit.example", "finance.example")) {
            Witnesses.Said said = look(witness, more);
            assertThat(said.code()).as(said.text()).isZero();
        }
        assertThat(client().get("/api/seal/checkpoint?witnessed=true").status()).isEqualTo(200);
    }

    Path memory(String witness) {
        return witnesses.directoryOf(witness);
    }

    /** The checkpoint as it is now, kept by an auditor. */
    Path checkpoint(String name) throws IOException {
        return Files.writeString(
                directory.resolve(name), client().get("/api/seal/checkpoint").text());
    }

    Path download(String report, String name) throws IOException {
        Client.Answer answer = client().signIn("drafter").get("/api/seal/package/" + report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return Files.write(directory.resolve(name), answer.bytes());
    }

    /** An auditor's policy that names these logs and asks for no witness. */
    Path policy(String... logs) throws IOException {
        return policy("quorum none\n", logs);
    }

    /** The same, which asks for two of the three witnesses. */
    Path policyOfWitnesses(String... logs) throws IOException {
        return policy(Files.readString(witnesses.policy()), logs);
    }

    private Path policy(String rest, String... logs) throws IOException {
        StringBuilder text = new StringBuilder();
        Stream.of(logs).forEach(log -> text.append("log ").append(log).append('\n'));
        return Files.writeString(
                Files.createTempFile(directory, "policy", ".txt"), text.append(rest));
    }

    /** An auditor checks the whole database. */
    Said verify(Path checkpoint, Path policy, String... packages) {
        return verifyAs("postgres", checkpoint, policy, packages);
    }

    /**
     * The same as a user who was granted what docs/audit.md says, before the last tables came.
     *
     * @param withheld tables of the schema seal
     */
    Said verifyAsAuditorWithout(String withheld, Path checkpoint, Path policy) throws IOException {
        String auditor = "auditor_" + System.nanoTime();
        TestDatabase.asSuperuser()
                .sql("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(auditor))
                .update();
        TestDatabase.asSuperuser()
                .sql("GRANT CONNECT ON DATABASE %s TO %s".formatted(database.name(), auditor))
                .update();
        database.asOwner()
                .sql(
                        """
                        GRANT USAGE ON SCHEMA record, seal, view, access TO %1$s;
                        GRANT SELECT ON ALL TABLES IN SCHEMA record, seal, view TO %1$s;
                        GRANT SELECT ON access.journal, access.account_history, access.held,
                            access.account_role, access.organisation TO %1$s;
                        GRANT SELECT (id, username, name, organisation_id, post, enabled)
                            ON access.account TO %1$s;
                        REVOKE SELECT ON %2$s FROM %1$s\
                        """
                                .formatted(auditor, withheld))
                .update();
        Path password = Files.writeString(directory.resolve(auditor), auditor);
        return verifyAs(auditor, checkpoint, policy, "--password-file", password.toString());
    }

    private Said verifyAs(String user, Path checkpoint, Path policy, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--jdbc",
                                database.settings().url(),
                                "--user",
                                user,
                                "--checkpoint",
                                checkpoint.toString(),
                                "--policy",
                                policy.toString()));
        all.addAll(List.of(more));
        return verify(all.toArray(String[]::new));
    }

    static Said verifyPackage(Path packed, Path policy) {
        return verify(packed.toString(), "--policy", policy.toString());
    }

    private static Said verify(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Verify.run(new PrintWriter(text), arguments);
        return new Said(code, text.toString());
    }
}
