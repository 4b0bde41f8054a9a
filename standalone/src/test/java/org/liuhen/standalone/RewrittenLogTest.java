package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.verifier.Verify;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever has the database and the log's key rewrites an event and makes everything anew: leaves,
 * tiles, the checkpoint, the log's own memory. The log notices nothing; the witnesses do, and an
 * earlier package says which event it was.
 */
class RewrittenLogTest {
    private final Witnesses witnesses = new Witnesses();
    @TempDir private Path directory;

    @Test
    void aWitnessRefusesItAndAnEarlierPackageNamesTheEvent() throws IOException {
        try (Running office = new Running(witnesses)) {
            JdbcClient owner = office.database().asOwner();
            await().until(() -> sealed(owner) == recorded(owner));
            assertThat(look(office, "audit.example").code()).isZero();
            assertThat(look(office, "finance.example").code()).isZero();
            String report = one(owner, "SELECT report_id FROM record.event LIMIT 1");
            Path earlier = download(office, report, "earlier.zip");

            SmartLifecycle sealing =
                    office.bean("org.liuhen.command.seal.SealingLoop", SmartLifecycle.class);
            sealing.stop();
            String event =
                    one(
                            owner,
                            "SELECT event_id FROM record.event WHERE report_id = '"
                                    + report
                                    + "' AND sequence = 0");
            owner.sql("UPDATE record.event SET payload = payload || ' '::bytea WHERE event_id = ?")
                    .param(event)
                    .update();
            StolenKey stolen = new StolenKey(owner, office.sealDirectory());
            stolen.makeAnew();
            sealing.start();
            assertThat(
                            office.as("drafter")
                                    .post(
                                            "/api/reports",
                                            Document.small("jiangmen-ecology", office.year()))
                                    .status())
                    .isEqualTo(201);
            await().until(() -> sealed(owner) == recorded(owner));

            Path policy =
                    Files.writeString(
                            directory.resolve("p.txt"),
                            "log " + stolen.key().publicKey() + "\nquorum none\n");
            Said seamless = verify(download(office, report, "later.zip"), "--policy", policy);
            assertThat(seamless.code()).as("the forgery has no seam" + seamless.text()).isZero();

            Witnesses.Said refused = look(office, "audit.example");
            assertThat(refused.code()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).contains("拒绝联署", "改写了历史");

            Path head =
                    Files.writeString(
                            directory.resolve("c.txt"),
                            one(
                                    owner,
                                    "SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1"));
            Said said =
                    verify(
                            earlier,
                            "--jdbc",
                            office.database().settings().url(),
                            "--user",
                            "postgres",
                            "--checkpoint",
                            head,
                            "--policy",
                            policy);
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text().lines().filter(line -> line.startsWith("✗")))
                    .anyMatch(line -> line.contains(event))
                    .anyMatch(line -> line.contains("早先资料包的检查点"));
        }
    }

    private Witnesses.Said look(Running office, String name) {
        return witnesses.look(
                name, office.port(), office.client().get("/api/seal/key").text().strip());
    }

    private Path download(Running office, String report, String name) throws IOException {
        return Files.write(
                directory.resolve(name),
                office.as("auditor").get("/api/seal/package/" + report).bytes());
    }

    private record Said(int code, String text) {}

    private static Said verify(Object... arguments) {
        StringWriter text = new StringWriter();
        String[] all = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int code = Verify.run(new PrintWriter(text), all);
        return new Said(code, text.toString());
    }

    private static long sealed(JdbcClient owner) {
        return Long.parseLong(one(owner, "SELECT coalesce(max(size), 0) FROM seal.checkpoint"));
    }

    private static long recorded(JdbcClient owner) {
        return SealedRows.count(owner);
    }

    private static String one(JdbcClient owner, String sql) {
        return owner.sql(sql).query(String.class).single();
    }
}
