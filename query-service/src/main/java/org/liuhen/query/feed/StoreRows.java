package org.liuhen.query.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Stored;
import org.liuhen.query.StoredRows;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.StoredEvents;

/**
 * A message of the event store may be what a command handed over, and not what is in the table. So
 * the table is asked, for one event and those after it, once for all readers that are about as far.
 */
final class StoreRows implements StoredRows {
    private static final int AT_ONCE = 500;
    private static final long MOST_BYTES = 32L << 20;
    private static final int OVERHEAD = 1_000;

    private final Supplier<StoredEvents> record;
    private final Cache<String, Stored> read =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((String _, Stored event) -> weight(event.row()))
                    .build();

    StoreRows(Supplier<StoredEvents> record) {
        this.record = record;
    }

    private static int weight(StoredEvent row) {
        return OVERHEAD + row.bytes("payload").length + row.bytes("metadata").length;
    }

    @Override
    public Stored of(DomainEventMessage<?> message) {
        String id = message.getIdentifier();
        Stored known = read.getIfPresent(id);
        if (known == null && position(message) > 0) {
            for (StoredEvent row : record.get().from(position(message), AT_ONCE)) {
                Stored next = new Stored(row);
                read.put(row.text("event_id"), next);
                known = row.text("event_id").equals(id) ? next : known;
            }
        }
        return known != null
                ? known
                : record.get().of(id).map(Stored::new).orElseThrow(() -> gone(message));
    }

    private static Problem gone(DomainEventMessage<?> message) {
        return Problem.of(
                ProblemCode.RECORD_INCOMPLETE,
                "记录缺第%d版，没有读入。请告知审计人员核对记录，记录还原后重试。".formatted(message.getSequenceNumber() + 1));
    }

    /** Where the event is in the record; not beyond it, or 0 where that is not told. */
    private static long position(DomainEventMessage<?> message) {
        @Nullable TrackingToken token =
                message instanceof TrackedEventMessage<?> tracked ? tracked.trackingToken() : null;
        return token == null ? 0 : token.position().orElse(0);
    }
}
