package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.views.Step;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What one reader makes of the feed: each event of a report once and in its order, however often
 * and from wherever it comes. What a batch of events makes is written in one go, in the transaction
 * that also stores how far the reader has come, in the feed and in each report.
 *
 * <p>Where writing a batch fails, the same events are written one by one the next time, each in a
 * savepoint of its own: so it shows which report it is, and the others go on.
 *
 * @param <R> what is made of one event
 */
public final class Reading<R> {
    private static final int VERSIONS_AT_HAND = 100_000;

    private final String reader;
    private final Taken taken;
    private final StoredRows rows;
    private final SealCheck seal;
    private final Fold fold;
    private final Arrivals arrivals;
    private final Announcements announcements;
    private final TransactionTemplate savepoint;
    private final BiFunction<Step, Stored, R> make;
    private final Consumer<List<R>> write;
    private final Consumer<List<R>> written;
    private final Cache<String, Long> versions =
            Caffeine.newBuilder().maximumSize(VERSIONS_AT_HAND).build();
    private volatile boolean oneByOne;

    Reading(
            String reader,
            Taken taken,
            StoredRows rows,
            SealCheck seal,
            Fold fold,
            Arrivals arrivals,
            Announcements announcements,
            TransactionTemplate savepoint,
            BiFunction<Step, Stored, R> make,
            Consumer<List<R>> write,
            Consumer<List<R>> written) {
        this.reader = reader;
        this.taken = taken;
        this.rows = rows;
        this.seal = seal;
        this.fold = fold;
        this.arrivals = arrivals;
        this.announcements = announcements;
        this.savepoint = savepoint;
        this.make = make;
        this.write = write;
        this.written = written;
    }

    /**
     * Takes the next event of its report; one that was taken before changes nothing.
     *
     * @throws MissingEvent where one before it has not come
     * @throws Problem {@code record-differs} where it is not the one that was sealed
     */
    public void take(DomainEventMessage<?> message) {
        Batch batch = batch();
        String report = message.getAggregateIdentifier();
        long sequence = message.getSequenceNumber();
        long version = batch.version(report, sequence);
        if (sequence < version) {
            return;
        }
        if (sequence > version) {
            throw new MissingEvent(report, version, sequence);
        }
        Stored event = rows.of(message);
        if (!seal.mayBeTaken(event.row())
                || !event.reportId().equals(report)
                || event.version() != version + 1) {
            throw differs(version + 1);
        }
        R made = make.apply(fold.step(event), event);
        batch.take(report, version, made);
    }

    private static Problem differs(long version) {
        return Problem.of(
                ProblemCode.RECORD_DIFFERS,
                "第%d版与封存的记录不一致，没有读入。请告知审计人员核对记录，记录还原后重试。".formatted(version));
    }

    /** Before everything is read anew. */
    public void reset() {
        taken.reset();
        versions.invalidateAll();
        fold.forget();
    }

    private static boolean isRetried() {
        return CurrentUnitOfWork.get().getResource(DeadLetter.class.getName()) != null;
    }

    private Batch batch() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(
                "batch of " + System.identityHashCode(this),
                _ -> {
                    Batch batch = new Batch();
                    root.onPrepareCommit(_ -> batch.write());
                    root.afterCommit(_ -> batch.committed());
                    return batch;
                });
    }

    /** What the events since the last commit have made. */
    private final class Batch {
        private final boolean single = oneByOne || isRetried();
        private final List<R> rows = new ArrayList<>();
        private final Map<String, Long> from = new LinkedHashMap<>();
        private final Map<String, Long> to = new LinkedHashMap<>();

        /**
         * The reader's version of the report; looked up where what is at hand does not fit, or
         * where it could not be looked up again after a failure, as in a savepoint.
         */
        long version(String report, long sequence) {
            Long known = to.get(report);
            if (known != null) {
                return known;
            }
            known = versions.getIfPresent(report);
            return !single && known != null && known == sequence ? known : taken.version(report);
        }

        void take(String report, long version, R made) {
            if (single) {
                savepoint.executeWithoutResult(_ -> {
                    write.accept(List.of(made));
                    taken.move(Map.of(report, version), Map.of(report, version + 1));
                });
            }
            rows.add(made);
            from.putIfAbsent(report, version);
            to.put(report, version + 1);
        }

        void write() {
            try {
                if (!single && !rows.isEmpty()) {
                    write.accept(rows);
                    taken.move(from, to);
                }
                announcements.announce(reader, to.keySet());
            } catch (RuntimeException e) {
                oneByOne = true;
                versions.invalidateAll(from.keySet());
                throw e;
            }
        }

        void committed() {
            versions.putAll(to);
            oneByOne = false;
            written.accept(rows);
            to.keySet().forEach(report -> arrivals.arrived(reader, report));
        }
    }

    /** An event before this one has not come, and nothing can be made of this one without it. */
    public static final class MissingEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingEvent(String report, long version, long sequence) {
            super("%s: event %d is there, but %d is not".formatted(report, sequence, version));
        }
    }
}
