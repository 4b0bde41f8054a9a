package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liuhen.seal.SealedEvents.Standing;

/** What is taken for sealed, whatever is done to the log's tables. */
class SealedEventsTest {
    private final SigningKey key = SigningKey.generate("o", VerifierKey.Kind.LOG);
    private final Memory log = new Memory();
    private final SealedEvents sealed = new SealedEvents(log);

    @Test
    void anEventIsSealedOnceItIsUnderACheckpoint() {
        assertThat(sealed.isRead()).isFalse();
        assertThat(sealed.look()).isFalse();
        assertThat(sealed.isRead()).as("an empty log").isTrue();
        log.append(1, 700);
        log.sign();
        log.append(701, 701);
        assertThat(sealed.look()).isTrue();
        assertThat(sealed.look()).isFalse();
        assertThat(standing(1, 700)).containsOnly(Standing.SEALED);
        assertThat(standing(701, 702)).containsOnly(Standing.NOT_YET);
        assertThat(sealed.includes("event-700")).isTrue();
        assertThat(sealed.includes("event-701")).isFalse();
        log.sign();
        sealed.look();
        assertThat(standing(701, 701)).containsOnly(Standing.SEALED);
        assertThat(sealed.heads()).isEqualTo(2);
        assertThat(sealed.isWhole()).isTrue();
    }

    @Test
    void anEventThatWasSealedOtherwiseDiffers() {
        log.append(1, 300);
        log.sign();
        sealed.look();
        for (int column = 0; column < StoredEvent.COLUMNS.size(); column++) {
            List<byte[]> columns = new ArrayList<>(event(7).columns());
            if (column != StoredEvent.COLUMNS.indexOf("event_id")) {
                columns.set(column, "8".getBytes(StandardCharsets.UTF_8));
                assertThat(sealed.of(new StoredEvent(columns))).isEqualTo(Standing.DIFFERS);
            }
        }
    }

    /** The log holds more than events. */
    @Test
    void entriesOfOtherKindsArePassedOver() {
        log.append(1, 2);
        log.entries.add("liuhen.journal/1 event-9 ".getBytes(StandardCharsets.UTF_8));
        log.append(3, 3);
        log.sign();
        sealed.look();
        assertThat(standing(1, 3)).containsOnly(Standing.SEALED);
        assertThat(sealed.includes("event-9")).isFalse();
        assertThat(sealed.isWhole()).isTrue();
    }

    @Test
    void whatIsRewrittenAfterItWasReadChangesNothing() {
        log.append(1, 300);
        log.sign();
        sealed.look();
        log.entries.replaceAll(_ -> "nothing".getBytes(StandardCharsets.UTF_8));
        log.sign();
        sealed.look();
        assertThat(standing(1, 300)).containsOnly(Standing.SEALED);
        log.entries.clear();
        log.append(1, 5);
        log.sign();
        sealed.look();
        assertThat(sealed.fault()).hasValue("300 entries were sealed before, now there are 5");
        assertThat(sealed.isWhole()).isFalse();
        assertThat(standing(1, 300)).containsOnly(Standing.SEALED);
    }

    /** The row's own leaf was proved, though the entry that names it is gone. */
    @Test
    void whereAnEntryIsRewrittenTheGenuineEventIsStillSealed() {
        log.append(1, 300);
        log.sign();
        byte[] genuine = log.entries.get(6);
        log.shown.set(6, StoredEvent.entry("event-7", Hash.sha256().digest()));
        sealed.look();
        assertThat(sealed.isWhole()).isFalse();
        assertThat(sealed.fault()).hasValue("1 tiles do not hold");
        assertThat(standing(1, 300)).containsOnly(Standing.SEALED);
        assertThat(sealed.includes("event-7")).isFalse();
        log.shown.set(6, genuine);
        sealed.look();
        assertThat(sealed.isWhole()).isTrue();
        assertThat(sealed.includes("event-7")).isTrue();
    }

    @Test
    void belowATileThatDoesNotHoldNothingIsSealed() {
        log.append(1, 600);
        log.sign();
        log.bent = new TilePath(0, 1, 256);
        sealed.look();
        assertThat(sealed.isWhole()).isFalse();
        assertThat(standing(1, 256)).containsOnly(Standing.SEALED);
        assertThat(standing(257, 512)).containsOnly(Standing.NOT_YET);
        assertThat(standing(513, 600)).containsOnly(Standing.SEALED);
        log.bent = null;
        assertThat(sealed.look()).isTrue();
        assertThat(sealed.isWhole()).isTrue();
        assertThat(standing(1, 600)).containsOnly(Standing.SEALED);
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved() {
        log.append(1, 3);
        log.sign(SigningKey.generate("o", VerifierKey.Kind.LOG));
        sealed.look();
        assertThat(sealed.fault()).isPresent();
        assertThat(standing(1, 3)).containsOnly(Standing.NOT_YET);
        assertThat(sealed.isWhole()).isFalse();
    }

    @Test
    void aLogThatIsAwayIsTriedAgain() {
        log.append(1, 3);
        log.sign();
        log.away = true;
        assertThatThrownBy(sealed::look).isInstanceOf(IllegalStateException.class);
        assertThat(sealed.isRead()).isFalse();
        log.away = false;
        sealed.look();
        assertThat(standing(1, 3)).containsOnly(Standing.SEALED);
    }

    private List<Standing> standing(int first, int last) {
        List<Standing> all = new ArrayList<>();
        for (int n = first; n <= last; n++) {
            all.add(sealed.of(event(n)));
        }
        return all;
    }

    private static StoredEvent event(int n) {
        List<byte[]> columns = new ArrayList<>();
        StoredEvent.COLUMNS.forEach(name ->
                columns.add(
                        (name.equals("event_id") ? "event-" + n : name + n)
                                .getBytes(StandardCharsets.UTF_8)));
        return new StoredEvent(columns);
    }

    /** A log whose tables anybody may rewrite. */
    private final class Memory implements PublishedLog {
        private final List<byte[]> entries = new ArrayList<>();
        private List<byte[]> shown = new ArrayList<>();
        private MemoryTiles tiles = new MemoryTiles();
        private Note latest;
        private TilePath bent;
        private boolean away;

        void append(int first, int last) {
            for (int n = first; n <= last; n++) {
                entries.add(event(n).entry());
            }
        }

        void sign() {
            sign(key);
        }

        void sign(SigningKey with) {
            Frontier tree = new Frontier();
            tiles = new MemoryTiles();
            for (byte[] entry : entries) {
                tree.add(Hash.leaf(entry));
                tiles.add(Hash.leaf(entry));
            }
            shown = new ArrayList<>(entries);
            String head = new Checkpoint("o", tree.size(), tree.root()).toString();
            latest = new Note(head, List.of(with.sign(head, Instant.EPOCH)));
        }

        @Override
        public VerifierKey key() {
            return key.publicKey();
        }

        @Override
        public Optional<Note> latest() {
            if (away) {
                throw new IllegalStateException("away");
            }
            return Optional.ofNullable(latest);
        }

        @Override
        public byte[] read(TilePath tile) {
            byte[] hashes = tiles.read(tile);
            if (tile.equals(bent)) {
                hashes[0] ^= 1;
            }
            return hashes;
        }

        @Override
        public List<byte[]> entries(TilePath bundle) {
            int from = (int) bundle.index() * 256;
            return shown.subList(from, from + bundle.width());
        }
    }
}
