package org.liuhen.command.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.command.Follower;
import org.liuhen.contracts.RelayedEvent;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.StoredRow;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends on what has come, and keeps how far that is once the brokers have it. What was sent and not
 * kept is sent again. One process does it for as long as it lives: see {@link Turn}.
 */
final class Relay {
    private static final int MOST = 2_000;
    private static final int ONE_AT_A_TIME = "liuhen.relay".hashCode();

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Turn turn;
    private final RelayPosition position;
    private final Outlet outlet;
    private @Nullable Follower follower;
    private boolean compared;

    Relay(
            JdbcClient database,
            TransactionTemplate transaction,
            Turn turn,
            RelayPosition position,
            Outlet outlet) {
        this.database = database;
        this.transaction = transaction;
        this.turn = turn;
        this.position = position;
        this.outlet = outlet;
    }

    /**
     * Sends all that has come.
     *
     * @return whether this process is the one to do it; another may be at it
     * @throws RelayFailed where the brokers cannot be reached; nothing is lost by it
     * @throws TopicAhead where the topic holds what the record does not
     */
    synchronized boolean relay() {
        if (!turn.isOurs()) {
            if (!turn.take()) {
                return false;
            }
            outlet.close(); // another may have sent since, and ours be fenced off
            compared = false;
        }
        if (!compared) {
            requireToHaveSent(outlet.last());
            compared = true;
        }
        int sent;
        do {
            Integer batch = transaction.execute(_ -> batch());
            sent = batch == null ? -1 : batch;
        } while (sent > 0);
        return sent >= 0;
    }

    /** What is in the topic was sent from this record, and is there as it was sent. */
    private void requireToHaveSent(List<RelayedEvent> last) {
        Map<Long, String> recorded = new HashMap<>();
        database.sql("SELECT position, event_id FROM record.event WHERE position = ANY (:last)")
                .param("last", last.stream().map(RelayedEvent::position).toArray(Long[]::new))
                .query((RowCallbackHandler) row -> recorded.put(row.getLong(1), row.getString(2)));
        for (RelayedEvent event : last) {
            if (!event.eventId().equals(recorded.get(event.position()))) {
                throw new TopicAhead(outlet.topic(), event.position(), event.eventId());
            }
        }
    }

    /** Leaves it to another process, until it is called again. */
    synchronized void pass() {
        outlet.close();
        turn.close();
    }

    /** The number of events sent, or -1 where another process is still at it. */
    private int batch() {
        Follower following = follower;
        follower = null; // where this fails, begin from the table again
        if (!isAlone()) {
            return -1;
        }
        if (following == null || following.seen() != position.seen()) {
            following = position.follower(); // another process may have been at it
        }
        Follower.Batch batch = following.next(MOST);
        List<StoredEvent> events = batch.rows().stream().map(StoredRow::event).toList();
        if (!events.isEmpty()) {
            outlet.send(events.stream().map(Relay::relayed).toList());
        }
        long settled = following.settled();
        following.taken(batch);
        if (!events.isEmpty() || following.settled() != settled) {
            position.keep(following.seen(), following.missing());
        }
        follower = following;
        return events.size();
    }

    private static RelayedEvent relayed(StoredEvent event) {
        return new RelayedEvent(
                event.number("position"),
                event.text("event_id"),
                event.text("report_id"),
                event.number("sequence"),
                event.text("recorded_at"),
                event.text("name"),
                event.text("revision"),
                event.bytes("payload"),
                event.bytes("metadata"));
    }

    private boolean isAlone() {
        return database.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(ONE_AT_A_TIME)
                .query(Boolean.class)
                .single();
    }
}
