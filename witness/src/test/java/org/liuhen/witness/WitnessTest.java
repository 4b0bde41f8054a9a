package org.liuhen.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.VerifierKey;

/** A witness with a log that rewrites, and with a network that fails. */
class WitnessTest {
    private static final String TEXT = "text/plain";
    private static final String BYTES = "application/octet-stream";

    private SmallLog log;
    private Path own;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        log = new SmallLog();
        log.grow(5);
        own = directory.resolve("witness");
        assertThat(run("init", own, "audit.example").code).isZero();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void itCosignsWhatExtendsWhatItSaw() {
        assertThat(look().code).isZero();
        log.grow(3);
        Said said = look();
        assertThat(said.code).as(said.text).isZero();
        assertThat(said.text).contains("已联署", " 8 ");
        assertThat(log.cosigned).hasSize(2).allMatch(body -> body.contains("audit.example"));
    }

    @Test
    void itRefusesALogThatRewroteAnEntryAndItsTilesAndSignedThemWithItsOwnKey() throws IOException {
        look();
        log.rewrite(2);
        log.grow(3);
        Said said = look();
        assertThat(said.code).isEqualTo(1);
        assertThat(said.text).contains("拒绝联署", "改写了历史");
        assertThat(log.cosigned).hasSize(1);
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void itRefusesALogThatWentBack() throws IOException {
        look();
        log.cutTo(3);
        assertThat(look().text).contains("倒退");
        assertThat(look().code).isEqualTo(1);
    }

    @Test
    void itRefusesALogThatDoesNotHaveTheTilesOfWhatItSigned() throws IOException {
        look();
        log.grow(3);
        log.on("/api/seal/tile/", SmallLog.saying(404, "application/problem+json", new byte[0]));
        assertThat(look().code).isEqualTo(1);
        assertThat(evidence()).hasSize(1);
    }

    static Stream<SmallLog.Fault> faults() {
        byte[] page = "<html>请先登录</html>".getBytes(StandardCharsets.UTF_8);
        byte[] unsigned = "log.example\n5\nAAAA\n\n— x AAAAAAAA\n".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                SmallLog.saying(502, "text/html", page),
                SmallLog.saying(200, "text/html", page),
                SmallLog.saying(200, TEXT, unsigned),
                SmallLog.saying(503, BYTES, page),
                exchange -> exchange.close());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultOnTheWayIsNoAccusation(SmallLog.Fault fault) throws IOException {
        look();
        log.grow(3);
        for (String path : List.of("/api/seal/tile/", "/api/seal/checkpoint", "/api/session")) {
            log.on(path, fault);
            Said said = look();
            if (!path.equals("/api/session") || said.code != 0) {
                assertThat(said.code).as(path + said.text).isEqualTo(2);
            }
            assertThat(said.text).doesNotContain("拒绝");
            log.allWell();
        }
        assertThat(evidence()).isEmpty();
        assertThat(look().code).isZero();
    }

    @Test
    void aLogThatBeginsToAnswerAndThenHangsIsNotWaitedForForever() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        log.on(
                "/api/seal/checkpoint",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        LogAddress address = new LogAddress(log.address(), Duration.ofMillis(300));
        Observation observation =
                new Observation(
                        address,
                        log.key.publicKey(),
                        new Memory(own),
                        Clock.systemUTC(),
                        false,
                        false);
        try {
            assertThatThrownBy(observation::look).isInstanceOf(IOException.class);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aWitnessThatLostItsMemoryDoesNotBeginAnew() throws IOException {
        look();
        Files.delete(own.resolve("last-checkpoint"));
        Said said = look();
        assertThat(said.code).isEqualTo(2);
        assertThat(said.text).contains("--first");
        assertThat(look("--first").code).isZero();
        assertThat(look().code).isZero();
    }

    @Test
    void whatItRemembersIsOfTheLogItIsAskedAbout() throws IOException {
        look();
        SigningKey other = SigningKey.generate("log.example", VerifierKey.Kind.LOG);
        Said said = run("look", own, "--log", log.address(), "--key", other.publicKey());
        assertThat(said.code).isEqualTo(2);
        assertThat(said.text).contains("不是这个公钥的日志签发的");
    }

    private record Said(int code, String text) {}

    private Said look(String... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of("look", own, "--log", log.address(), "--key", log.key.publicKey()));
        all.addAll(List.of(more));
        return run(all.toArray());
    }

    private static Said run(Object... arguments) {
        StringWriter text = new StringWriter();
        String[] all = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int code = Witness.run(new PrintWriter(text, true), all);
        return new Said(code, text.toString());
    }

    private List<Path> evidence() throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(f -> f.getFileName().toString().startsWith("refused-")).toList();
        }
    }
}
