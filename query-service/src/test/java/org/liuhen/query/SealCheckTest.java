package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Problem;
import org.liuhen.query.SealCheck.Verdict;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.PublishedLog;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.VerifierKey;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What is believed before its leaf comes, and what becomes of it. */
class SealCheckTest {
    private final Log log = new Log();
    private final SealCheck check = check(log);
    private final List<String> told = new ArrayList<>();

    SealCheckTest() {
        check.whenFalse((report, version) -> told.add(report + "@" + version));
    }

    private static SealCheck check(PublishedLog log) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("log", log);
        return new SealCheck(beans.getBeanProvider(PublishedLog.class));
    }

    @Test
    void beforeTheLogWasReadNothingIsSaid() {
        assertThatThrownBy(() -> check.of(event(1, "a")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("请稍候片刻再试");
        assertThat(check.fault()).isPresent();
        check.look();
        assertThat(check.fault()).isEmpty();
    }

    @Test
    void whatIsSealedAsItWasTakenStays() {
        check.look();
        assertThat(check.mayBeTaken(event(1, "a"))).isTrue();
        assertThat(check.among(List.of("event-1"))).isEmpty();
        log.seal(event(1, "a"));
        check.look();
        assertThat(told).isEmpty();
        assertThat(check.of(event(1, "a"))).isEqualTo(Verdict.SEALED);
        assertThat(check.of(event(1, "b"))).isEqualTo(Verdict.DIFFERS);
        assertThat(check.mayBeTaken(event(1, "b"))).isFalse();
        assertThat(check.among(List.of("event-1", "event-2"))).containsExactly("event-1");
    }

    @Test
    void whatIsSealedOtherwiseThanItWasTakenIsTold() {
        check.look();
        assertThat(check.mayBeTaken(event(1, "a"))).isTrue();
        assertThat(check.of(event(1, "b"))).as("before it is sealed").isEqualTo(Verdict.DIFFERS);
        log.seal(event(1, "b"));
        check.look();
        assertThat(told).containsExactly("r@1");
        assertThat(check.of(event(1, "a"))).isEqualTo(Verdict.DIFFERS);
        assertThat(check.of(event(1, "b"))).isEqualTo(Verdict.SEALED);
    }

    /** The log may be slow, but it leaves nothing out. */
    @Test
    void whatDoesNotComeThoughTheLogGoesOnIsToldOnce() {
        check.look();
        assertThat(check.of(event(1, "a"))).isEqualTo(Verdict.AWAITED);
        for (int n = 2; n <= 3; n++) {
            log.seal(event(n, "a"));
            check.look();
        }
        await().until(() -> {
            log.seal(event(log.entries.size() + 2, "a"));
            check.look();
            return !told.isEmpty();
        });
        assertThat(check.of(event(1, "a"))).isEqualTo(Verdict.DIFFERS);
        log.seal(event(1_000, "a"));
        check.look();
        assertThat(told).containsExactly("r@1");
        log.seal(event(1, "a"));
        check.look();
        assertThat(check.of(event(1, "a"))).as("it came after all").isEqualTo(Verdict.SEALED);
    }

    /** What is found in a table may belong to what cannot be proved; what comes is new. */
    @Test
    void whileTheLogDoesNotHoldNothingIsBelievedThatWasNotTakenHere() {
        log.seal(event(1, "a"));
        log.spoilt = true;
        check.look();
        assertThat(check.fault()).isPresent();
        assertThat(check.of(event(1, "b"))).isEqualTo(Verdict.UNPROVED);
        assertThat(check.mayBeTaken(event(2, "a"))).isTrue();
        assertThat(check.of(event(2, "a"))).isEqualTo(Verdict.AWAITED);
        log.spoilt = false;
        check.look();
        assertThat(check.fault()).isEmpty();
        assertThat(check.of(event(1, "a"))).isEqualTo(Verdict.SEALED);
    }

    private static StoredEvent event(int n, String payload) {
        return StoredEvent.of(
                List.of("" + n, "event-" + n, "r", "" + (n - 1), "report", "t", "name", "1"),
                payload.getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }

    /** One with a single tile. */
    private static final class Log implements PublishedLog {
        private final SigningKey key = SigningKey.generate("o", VerifierKey.Kind.LOG);
        private final List<byte[]> entries = new ArrayList<>();
        private boolean spoilt;

        void seal(StoredEvent event) {
            entries.add(event.entry());
        }

        @Override
        public VerifierKey key() {
            return key.publicKey();
        }

        @Override
        public Optional<Note> latest() {
            Frontier tree = new Frontier();
            entries.forEach(entry -> tree.add(Hash.leaf(entry)));
            String head = new Checkpoint("o", tree.size(), tree.root()).toString();
            return entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Note(head, List.of(key.sign(head, Instant.EPOCH))));
        }

        @Override
        public byte[] read(TilePath tile) {
            ByteArrayOutputStream hashes = new ByteArrayOutputStream();
            entries.forEach(entry -> hashes.writeBytes(Hash.leaf(entry).bytes()));
            byte[] bytes = hashes.toByteArray();
            bytes[0] ^= (byte) (spoilt ? 1 : 0);
            return bytes;
        }

        @Override
        public List<byte[]> entries(TilePath bundle) {
            return List.copyOf(entries);
        }
    }
}
