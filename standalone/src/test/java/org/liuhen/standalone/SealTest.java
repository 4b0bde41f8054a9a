package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.LogProof;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Tree;
import org.liuhen.verifier.Verify;
import tools.jackson.databind.JsonNode;

/** The sealed log from outside: over HTTP, by the witnesses' program and the verifier. */
class SealTest {
    private final Running office = Running.shared();
    private final Witnesses witnesses = Witnesses.shared();
    private final Client anyone = office.client();
    @TempDir private Path directory;

    @Test
    void whatHappensIsUnderASignedCheckpointWithinASecondOrSo() {
        Paper paper = Paper.small();
        String event = lastEvent(paper);
        await().untilAsserted(() -> assertThat(proof(event).status()).isEqualTo(200));
        JsonNode told = proof(event).body();
        LogProof proof = LogProof.parse(told.path("proof").asString());
        byte[] entry = told.path("entry").asString().getBytes(StandardCharsets.UTF_8);
        assertThat(proof.holdsFor(entry)).isTrue();
        assertThat(told.path("entry").asString()).contains(event);
        Policy policy = Policy.parse(text("/api/seal/policy"));
        assertThat(policy.verify(proof.checkpoint()).log()).hasToString(logKey());
    }

    @Test
    void anyoneCanComputeTheRootFromTheTiles() {
        Paper.small();
        Checkpoint head = Checkpoint.parse(Note.parse(text("/api/seal/checkpoint")).text());
        Tree tree = new Tree(head.size(), tile -> anyone.get("/api/seal/tile/" + tile).bytes());
        assertThat(tree.root()).isEqualTo(head.root());
        assertThat(anyone.get("/api/seal/tile/entries/000.p/1").text())
                .containsPattern("liuhen\\.(event|journal|account)/1");
        Client.Answer tile = office.client().get("/api/seal/tile/0/000.p/1");
        assertThat(tile.header("Cache-Control")).contains("no-cache", "public");
        HttpRequest.Builder again =
                office.client()
                        .request("/api/seal/tile/0/000.p/1")
                        .header("If-None-Match", tile.header("ETag"));
        assertThat(office.client().send(again.GET()).status()).isEqualTo(304);
        assertThat(tile.header("Set-Cookie")).as("what all may keep is for nobody").isNullOrEmpty();
    }

    @Test
    void whetherEventsAreSealedIsTold() {
        Client.Answer health = anyone.get("/actuator/health/sealing");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text()).contains("UP");
    }

    @Test
    void whatIsNotThereIsToldInTheContractsWords() {
        Expect.problem(anyone.get("/api/seal/tile/9/000"), 404, "not-found");
        Expect.problem(anyone.get("/api/seal/tile/0/999"), 404, "not-found");
        Expect.problem(anyone.get("/api/seal/tile/nonsense"), 404, "not-found");
        Expect.problem(anyone.get("/api/seal/proof/x"), 401, "not-signed-in");
        Expect.problem(office.as("drafter").get("/api/seal/proof/x"), 404, "not-found");
        Expect.problem(anyone.get("/api/seal/package/x"), 401, "not-signed-in");
        Expect.problem(office.as("auditor").get("/api/seal/package/x"), 404, "not-found");
        Expect.problem(
                anyone.post("/api/seal/cosignatures", Document.of("checkpoint", "x")),
                400,
                "malformed");
        Expect.problem(
                anyone.post(
                        "/api/seal/cosignatures",
                        Document.of("checkpoint", text("/api/seal/checkpoint"))),
                400,
                "malformed");
    }

    @Test
    void aPackageIsForWhoMaySeeTheReport() {
        Paper paper = Paper.small();
        String path = "/api/seal/package/" + paper.id();
        assertThat(office.as("auditor").get(path).status()).isEqualTo(200);
        Expect.problem(office.as("water-drafter").get(path), 404, "not-found");
        Expect.problem(office.as("congress-reviewer").get(path), 404, "not-found");
        Expect.problem(office.as("system-admin").get(path), 404, "not-found");
    }

    @Test
    void aReportThatWentAllTheWayProvesItselfOnceTwoWitnessesHaveSeenIt() throws IOException {
        Paper paper = Paper.small().toFinance().toCongress().toTheEnd();
        Path policy = Files.writeString(directory.resolve("policy.txt"), text("/api/seal/policy"));

        Path early = download(paper, "early.zip");
        Said unwitnessed = verify(early, "--policy", policy);
        assertThat(unwitnessed.text()).contains("○ 尚未联署够数");
        assertThat(unwitnessed.code()).isEqualTo(3);

        await().untilAsserted(() -> {
            lookAll();
            Said said = verify(download(paper, "late.zip"), "--policy", policy);
            assertThat(said.code()).as(said.text()).isZero();
        });
        Path late = directory.resolve("late.zip");
        Said witnessed = verify(late, "--policy", policy);
        assertThat(witnessed.text()).contains("联署家数达到规则要求", paper.id());

        try (ZipFile zip = new ZipFile(late.toFile())) {
            String page =
                    new String(
                            zip.getInputStream(zip.getEntry("report.html")).readAllBytes(),
                            StandardCharsets.UTF_8);
            assertThat(page).contains("审核决定", "全部经过", "已定稿", "sha-256:");
        }
    }

    @Test
    void aWitnessSeesTheLogGrow() {
        Paper.small();
        long before = look("congress.example");
        Paper paper = Paper.small();
        String event = lastEvent(paper);
        await().until(() -> proof(event).status() == 200);
        await().until(() -> {
            lookAll();
            return look("congress.example") > before;
        });
    }

    @Test
    void aWitnessRefusesALogThatGoesBackOrRewrites() throws IOException {
        String name = "refusing.example";
        Path own = witnesses.directoryOf(name);
        assertThat(Witnesses.run("init", own, name).code()).isZero();
        Paper.small();
        Checkpoint head = Checkpoint.parse(Note.parse(text("/api/seal/checkpoint")).text());

        Checkpoint longer = new Checkpoint(head.origin(), head.size() + 100_000, head.root());
        remember(own, longer);
        Witnesses.Said back = witnesses.look(name, office.port(), logKey());
        assertThat(back.code()).as(back.text()).isEqualTo(1);
        assertThat(back.text()).contains("拒绝联署", "倒退");

        Checkpoint other =
                new Checkpoint(head.origin(), head.size() - 1, org.liuhen.seal.Hash.OF_NOTHING);
        remember(own, other);
        Witnesses.Said rewritten = witnesses.look(name, office.port(), logKey());
        assertThat(rewritten.code()).isEqualTo(1);
        assertThat(rewritten.text()).contains("改写了历史", "refused-");
        assertThat(Files.readString(own.resolve("last-checkpoint"))).startsWith(other.toString());
    }

    @Test
    void aWitnessBelievesOnlyTheKeyItWasGiven() {
        String stranger =
                SigningKey.generate("liuhen.local/record", org.liuhen.seal.VerifierKey.Kind.LOG)
                        .publicKey()
                        .toString();
        Witnesses.Said said = witnesses.look("finance.example", office.port(), stranger);
        assertThat(said.code()).as("it proves nothing against the log").isEqualTo(2);
        assertThat(said.text()).containsAnyOf("没有日志的有效签名", "不是这个公钥的日志签发的");
    }

    @Test
    void aWitnessThatCannotReachTheLogSignsNothing() {
        assertThat(witnesses.look("finance.example", 1, logKey()).code()).isEqualTo(2);
    }

    /** As if the log had signed it. */
    private void remember(Path witness, Checkpoint head) throws IOException {
        SigningKey key =
                SigningKey.parse(Files.readString(office.sealDirectory().resolve("log.key")));
        Files.writeString(
                witness.resolve("last-checkpoint"),
                new Note(head.toString(), List.of(key.sign(head.toString(), Instant.EPOCH)))
                        .toString());
    }

    private void lookAll() {
        Witnesses.NAMES.forEach(this::look);
    }

    /** The size that was cosigned. */
    private long look(String name) {
        Witnesses.Said said = witnesses.look(name, office.port(), logKey());
        assertThat(said.code()).as(said.text()).isZero();
        return Long.parseLong(said.text().split(" ")[3]);
    }

    private Path download(Paper paper, String name) throws IOException {
        Client.Answer answer = office.as("auditor").get("/api/seal/package/" + paper.id());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).contains(paper.id());
        return Files.write(directory.resolve(name), answer.bytes());
    }

    private record Said(int code, String text) {}

    private static Said verify(Object... arguments) {
        StringWriter text = new StringWriter();
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        int code = Verify.run(new PrintWriter(text), all.toArray(String[]::new));
        return new Said(code, text.toString());
    }

    private Client.Answer proof(String event) {
        return office.as("auditor").get("/api/seal/proof/" + event);
    }

    private String lastEvent(Paper paper) {
        paper.read("auditor"); // the trail is asked once it has come that far
        JsonNode items =
                office.as("auditor")
                        .get(paper.path("/history?after=" + (paper.version() - 1)))
                        .body()
                        .path("items");
        return items.path(items.size() - 1).path("eventId").asString();
    }

    private String logKey() {
        return text("/api/seal/key").strip();
    }

    private String text(String path) {
        Client.Answer answer = anyone.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.text();
    }
}
