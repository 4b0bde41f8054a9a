package org.liuhen.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.VerifierKey;

/** A witness whose log another took the place of. */
class SuccessorTest {
    private final SigningKey next = SigningKey.generate("log.example/2", VerifierKey.Kind.LOG);
    private SmallLog log;
    private SigningKey before;
    private Path own;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        log = new SmallLog();
        log.grow(8);
        before = log.key;
        own = directory.resolve("witness");
        assertThat(run("init", own, "audit.example").code).isZero();
        assertThat(look(before).code).isZero();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void itSaysSoRefusesAndGoesOnOnlyWhenItsInstitutionHasDecided() throws IOException {
        String seen = Files.readString(own.resolve("last-checkpoint"));
        log.succeed(after(log.latest(), 5), next);
        log.grow(3);
        for (int i = 0; i < 2; i++) {
            Said said = look(next);
            assertThat(said.code).as(said.text).isEqualTo(1);
            assertThat(said.text)
                    .contains("拒绝联署", "日志换了", "赵立新", "恢复到较早的时刻", "失去 3 件")
                    .contains("第 6 至 8 件已经失去", "--accept-successor");
            assertThat(Files.readString(own.resolve("last-checkpoint"))).isEqualTo(seen);
        }
        try (Stream<Path> files = Files.list(own)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("a text to decide on, once; nothing contradicts anything")
                    .contains("to-decide-" + next.publicKey().keyId())
                    .noneMatch(name -> name.startsWith("refused-"));
        }
        assertThat(log.cosigned).hasSize(1);

        Said accepted = look(next, "--accept-successor");
        assertThat(accepted.code).as(accepted.text).isZero();
        assertThat(log.cosigned).hasSize(2);
        assertThat(kept("log-until-2026-11-30T02-30-00Z")).isEqualTo(seen);
        assertThat(kept("log-until-2026-11-30T02-30-00Z-succession"))
                .isEqualTo(after(Note.parse(seen), 5).toString());
        log.grow(1);
        assertThat(look(next).code).isZero();
        log.rewrite(2);
        assertThat(look(next, "--accept-successor").text).contains("改写了历史");
    }

    @Test
    void whatItSawIsNotConcealedWhateverIsDecided() throws IOException {
        Note earlier = log.latest();
        log.grow(4);
        assertThat(look(before).code).isZero();
        log.succeed(after(earlier, 5), next);
        Said said = look(next, "--accept-successor");
        assertThat(said.code).isEqualTo(1);
        assertThat(said.text).contains("只到第 8 件", "见过第 12 件");
        assertThat(log.cosigned).hasSize(2);
        try (Stream<Path> files = Files.list(own)) {
            List<String> evidence =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("refused-"))
                            .sorted()
                            .toList();
            assertThat(evidence).as("what was signed, and what its leaf commits to").hasSize(2);
            assertThat(kept(evidence.getFirst())).isEqualTo(log.latest().toString());
            assertThat(kept(evidence.getLast())).isEqualTo(after(earlier, 5).toString());
        }
    }

    @Test
    void itFollowsTheTreeThatWasSeen() {
        log.rewrite(2);
        log.succeed(after(log.latest(), 5), next);
        Said said = look(next, "--accept-successor");
        assertThat(said.code).isEqualTo(1);
        assertThat(said.text).contains("树根不同");
    }

    @Test
    void whatTheAddressSaysIsInTheTree() {
        Succession said = after(log.latest(), 5);
        log.succeed(said, next);
        log.rewrite(0);
        Said refused = look(next, "--accept-successor");
        assertThat(refused.code).as("nothing is proved against the log").isEqualTo(2);
        assertThat(refused.text).contains("不是新日志的第一片叶子");
        assertThat(log.cosigned).hasSize(1);
    }

    /** What is cosigned is the very tree that says how it began. */
    @Test
    void aSecondTreeOfTheSameKeyIsNotCosigned() throws IOException {
        SmallLog other = new SmallLog();
        try (other) {
            other.key = next;
            other.grow(3);
            byte[] another = other.latest().toString().getBytes(StandardCharsets.UTF_8);
            log.succeed(after(log.latest(), 8), next);
            log.grow(3);
            byte[] told = log.latest().toString().getBytes(StandardCharsets.UTF_8);
            AtomicInteger asked = new AtomicInteger();
            log.on(
                    "/api/seal/checkpoint",
                    exchange ->
                            SmallLog.saying(
                                            200,
                                            "text/plain",
                                            asked.getAndIncrement() == 0 ? told : another)
                                    .answer(exchange));
            look(next, "--accept-successor");
            assertThat(log.cosigned.stream().skip(1))
                    .noneMatch(handed ->
                            handed.contains(other.latest().text().lines().toList().get(2)));
        }
    }

    @Test
    void anotherLogThatFollowsNobodyIsNoSuccessor() {
        log.key = next;
        Said said = look(next, "--accept-successor");
        assertThat(said.code).isEqualTo(2);
        assertThat(said.text).contains("不是接续它的");
    }

    /** It cannot see from the one it knows to the one that is there. */
    @Test
    void whoeverMissedALogBeginsAnewWhereTheInstitutionHasDecided() throws IOException {
        Note last = log.latest();
        log.succeed(after(last, 8), next);
        SigningKey third = SigningKey.generate("log.example/3", VerifierKey.Kind.LOG);
        log.succeed(succession(third, next, log.latest(), 1), third);
        Said said = look(third, "--accept-successor");
        assertThat(said.code).as(said.text).isEqualTo(2);
        assertThat(said.text).contains("不是接续它的");
        Files.move(own.resolve("last-checkpoint"), own.resolve("of-the-first-log"));
        assertThat(look(third).code).isEqualTo(2);
        assertThat(look(third, "--first").code).isZero();
    }

    private Succession after(Note last, long kept) {
        return succession(next, before, last, kept);
    }

    private static Succession succession(
            SigningKey begins, SigningKey before, Note last, long kept) {
        return new Succession(
                begins.publicKey(),
                before.publicKey(),
                Instant.parse("2026-11-30T02:30:00Z"),
                "赵立新",
                "数据库恢复到较早的时刻",
                kept,
                kept,
                last);
    }

    private String kept(String name) throws IOException {
        return Files.readString(own.resolve(name));
    }

    private record Said(int code, String text) {}

    private Said look(SigningKey key, String... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of("look", own, "--log", log.address(), "--key", key.publicKey()));
        all.addAll(List.of(more));
        return run(all.toArray());
    }

    private static Said run(Object... arguments) {
        StringWriter text = new StringWriter();
        String[] all = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int code = Witness.run(new PrintWriter(text, true), all);
        return new Said(code, text.toString());
    }
}
