package org.liuhen.seal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a log has sealed, as it was proved here with the log's key: the leaf of every event. It is
 * read on as the log grows, never again from the beginning, and kept in memory, so that whoever
 * rewrites the log's tables changes nothing of what was proved. Safe for use by several threads.
 */
public final class SealedEvents {
    private static final int TRIED_AGAIN = 16;

    private final PublishedLog log;
    private final LeafTable leaves = new LeafTable();

    /** Leaves that were proved, but whose entry is not there or is another one's. */
    private final Set<Hash> strays = ConcurrentHashMap.newKeySet();

    /** Tiles that do not lead to the root, or whose entries do not lead to the tile. */
    private final TreeSet<Long> holes = new TreeSet<>();

    private long size;
    private final AtomicLong heads = new AtomicLong();
    private volatile boolean read;
    private volatile boolean whole = true;
    private volatile @Nullable String fault;
    private @Nullable Checkpoint latest;

    public SealedEvents(PublishedLog log) {
        this.log = log;
    }

    /** How an event stands to the log. */
    public enum Standing {
        /** It is the very one that was sealed. */
        SEALED,
        /** No event of that id is under a checkpoint that is known here. */
        NOT_YET,
        /** It was sealed otherwise. */
        DIFFERS
    }

    /** How this event, as it is stored somewhere, stands to the log. */
    public Standing of(StoredEvent event) {
        return of(event.text("event_id"), event.leaf());
    }

    /** How an event of that id and leaf stands to the log. */
    public Standing of(String eventId, Hash leaf) {
        return switch (leaves.find(eventId, leaf)) {
            case SAME -> Standing.SEALED;
            case OTHER -> Standing.DIFFERS;
            case ABSENT -> strays.contains(leaf) ? Standing.SEALED : Standing.NOT_YET;
        };
    }

    /** Whether an event of that id is sealed. */
    public boolean includes(String eventId) {
        return leaves.includes(eventId);
    }

    /** Whether the log was read up to a checkpoint of its, so that anything can be said. */
    public boolean isRead() {
        return read;
    }

    /** Whether all was proved up to the latest checkpoint that is known here. */
    public boolean isWhole() {
        return whole;
    }

    /** How many checkpoints, each later than the one before, were read to their end. */
    public long heads() {
        return heads.get();
    }

    /** What of the log does not hold; empty where all does. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * Reads on where the log has signed more.
     *
     * @return whether more is proved than before
     * @throws RuntimeException where the log cannot be reached; what was proved stays
     */
    public synchronized boolean look() {
        Optional<Note> note = log.latest();
        boolean more = false;
        try {
            if (note.isPresent()) {
                more = read(Policy.of(log.key()).verify(note.get()).checkpoint());
            }
            read = true;
            fault = holes.isEmpty() ? null : "%d tiles do not hold".formatted(holes.size());
            if (!holes.isEmpty()) {
                log.forget();
            }
        } catch (Malformed e) {
            fault = e.getMessage();
            whole = false;
            log.forget();
            read = true;
        }
        return more;
    }

    private boolean read(Checkpoint head) {
        if (latest != null && head.size() < latest.size()) {
            throw new Malformed(
                    "%d entries were sealed before, now there are %d"
                            .formatted(latest.size(), head.size()));
        }
        if (head.equals(latest) && size == head.size() && holes.isEmpty()) {
            whole = true;
            return false;
        }
        SignedTree tree = new SignedTree(head, log);
        List<Long> again = holes.stream().limit(TRIED_AGAIN).toList();
        again.forEach(tile -> read(tree, tile));
        long before = size;
        while (size < head.size()) {
            long tile = size / TilePath.FULL;
            read(tree, tile);
            size = Math.min(head.size(), (tile + 1) * TilePath.FULL);
        }
        if (!head.equals(latest)) {
            heads.incrementAndGet();
        }
        latest = head;
        whole = holes.isEmpty();
        return size > before || !again.isEmpty();
    }

    private void read(SignedTree tree, long tile) {
        Set<Hash> proved;
        try {
            proved = new HashSet<>(tree.leaves(tile));
        } catch (Malformed _) {
            holes.add(tile);
            return;
        }
        TilePath bundle = TilePath.holding(0, tile * TilePath.FULL, tree.size());
        for (byte[] entry : log.entries(bundle)) {
            Hash leaf = Hash.leaf(entry);
            if (proved.remove(leaf)) {
                StoredEvent.idOf(entry).ifPresent(id -> leaves.put(id, leaf));
            }
        }
        strays.addAll(proved);
        if (proved.isEmpty()) {
            holes.remove(tile);
        } else {
            holes.add(tile);
        }
    }
}
