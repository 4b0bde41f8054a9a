package org.liuhen.query;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.seal.Hash;
import org.liuhen.seal.PublishedLog;
import org.liuhen.seal.SealedEvents;
import org.liuhen.seal.SealedEvents.Standing;
import org.liuhen.seal.Seals;
import org.liuhen.seal.StoredEvent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Holds events against the sealed log. One that is not sealed yet is believed for the moment and
 * remembered by its hash: when its leaf comes and is another, or does not come though the log goes
 * on, whoever listens is told. Where no log is known, nothing is held against anything.
 */
@Component
public final class SealCheck implements Seals {
    /** Each pass of sealing takes all there is: so many later, what was there is sealed. */
    private static final int PASSES = 3;

    private static final Duration LEAST_WAIT = Duration.ofSeconds(5);

    private final @Nullable SealedEvents sealed;
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final List<ObjLongConsumer<String>> told = new CopyOnWriteArrayList<>();
    private volatile boolean come;

    SealCheck(ObjectProvider<PublishedLog> log) {
        PublishedLog known = log.getIfAvailable();
        this.sealed = known == null ? null : new SealedEvents(known);
    }

    /**
     * An event whose leaf is awaited.
     *
     * @param heads how many checkpoints had been read when it was first seen
     * @param overdue whether the log has gone on without it
     */
    private record Awaited(
            String reportId, long version, Hash leaf, long heads, long since, boolean overdue) {

        boolean isLeftOut(long headsNow) {
            return headsNow >= heads + PASSES && System.nanoTime() - since > LEAST_WAIT.toNanos();
        }

        Awaited asOverdue() {
            return new Awaited(reportId, version, leaf, heads, since, true);
        }
    }

    /** How an event stands to the log, as far as can be known. */
    enum Verdict {
        /** It is what was sealed, or there is no log to hold it against. */
        SEALED,
        /** It may be what is about to be sealed. */
        AWAITED,
        /** It is not what was sealed. */
        DIFFERS,
        /** It may belong to a part of the log that cannot be proved. */
        UNPROVED
    }

    /** Whether there is a log to hold anything against. */
    public boolean isKnown() {
        return sealed != null;
    }

    /** What of the log does not hold, or is not known; empty where all does. */
    public Optional<String> fault() {
        if (sealed == null) {
            return Optional.empty();
        }
        return sealed.isRead() ? sealed.fault() : Optional.of("the log has not been read yet");
    }

    /** Told of a report and version that was believed and is not what was sealed. */
    void whenFalse(ObjLongConsumer<String> listener) {
        told.add(listener);
    }

    /**
     * Whether the event that the feed has brought may be taken.
     *
     * @throws Problem {@code unavailable} where the log has not been read yet
     */
    boolean mayBeTaken(StoredEvent event) {
        return switch (verdict(event, true)) {
            case SEALED, AWAITED -> true;
            case DIFFERS, UNPROVED -> false;
        };
    }

    /**
     * How the event that was found in a table stands to the log.
     *
     * @throws Problem {@code unavailable} where the log has not been read yet
     */
    Verdict of(StoredEvent event) {
        return verdict(event, false);
    }

    /** Whether it was sealed as it is, as far as can be known. */
    boolean isSealed(StoredEvent event) {
        return sealed == null || sealed.of(event) == Standing.SEALED;
    }

    private Verdict verdict(StoredEvent event, boolean isNew) {
        if (sealed == null) {
            return Verdict.SEALED;
        }
        if (!sealed.isRead()) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "系统刚刚启动，还没有读到封存的记录，暂不能核对，请稍候片刻再试。")
                    .retryAfter(Duration.ofSeconds(2));
        }
        return switch (sealed.of(event)) {
            case SEALED -> Verdict.SEALED;
            case DIFFERS -> Verdict.DIFFERS;
            case NOT_YET -> awaiting(sealed, event, isNew);
        };
    }

    /** What is found while a part of the log cannot be proved may belong to that part. */
    private Verdict awaiting(SealedEvents log, StoredEvent event, boolean isNew) {
        Awaited now =
                new Awaited(
                        event.text("report_id"),
                        event.version(),
                        event.leaf(),
                        log.heads(),
                        System.nanoTime(),
                        false);
        if (!isNew && !log.isWhole() && !awaited.containsKey(event.text("event_id"))) {
            return Verdict.UNPROVED;
        }
        Awaited before = awaited.putIfAbsent(event.text("event_id"), now);
        come = true;
        boolean holds = before == null || (!before.overdue && before.leaf.equals(now.leaf));
        return holds ? Verdict.AWAITED : Verdict.DIFFERS;
    }

    /**
     * Reads the log on, and holds what was believed against it.
     *
     * @throws RuntimeException where the log cannot be reached
     */
    public void look() {
        if (sealed != null && (sealed.look() || come)) {
            come = false;
            awaited.forEach((id, event) -> settle(sealed, id, event));
        }
    }

    private void settle(SealedEvents log, String id, Awaited event) {
        switch (log.of(id, event.leaf)) {
            case SEALED -> awaited.remove(id);
            case DIFFERS -> {
                awaited.remove(id);
                tell(event);
            }
            case NOT_YET -> {
                if (!event.overdue && event.isLeftOut(log.heads())) {
                    awaited.put(id, event.asOverdue());
                    tell(event);
                }
            }
        }
    }

    private void tell(Awaited event) {
        told.forEach(listener -> listener.accept(event.reportId, event.version));
    }

    @Override
    public Set<String> among(Collection<String> eventIds) {
        Set<String> found = new HashSet<>();
        if (sealed != null) {
            eventIds.stream().filter(sealed::includes).forEach(found::add);
        }
        return found;
    }
}
