package org.liuhen.command;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.StoredEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Follows the record and misses nothing, though transactions commit in another order than they draw
 * positions.
 *
 * <p>A position that is not there yet is a gap. Whoever drew it was at work when the gap was first
 * seen, so the gap is given up, not after a time, but when every transaction that was running then
 * has ended and it still is not there. Later events are not held up by it.
 *
 * <p>A report's own events come in their order: each is written, with a higher position, after the
 * one before was committed, and a look is one statement, so whatever shows it the later one shows
 * it the earlier one too.
 *
 * <p>Not safe for use by several threads.
 */
public final class Follower {
    private static final String COLUMNS = "e." + String.join(", e.", StoredEvent.COLUMNS);

    /** As many bytes of payload as are looked at in one go, and one event's more. */
    private static final long MOST_BYTES = 32L << 20;

    /** Gaps and what comes after them in one statement: two would each have their own snapshot. */
    private static final String LOOK =
            """
            SELECT %1$s FROM (
                SELECT found.*, sum(octet_length(payload)) OVER (ORDER BY position)
                                    - octet_length(payload) AS bytes_before
                FROM ((SELECT %1$s
                       FROM unnest(:from::bigint[], :to::bigint[]) AS gap (first, last)
                       JOIN record.event e ON e.position BETWEEN gap.first AND gap.last)
                      UNION ALL
                      (SELECT %1$s FROM record.event e WHERE e.position > :seen
                       ORDER BY e.position LIMIT :most)
                      ORDER BY position LIMIT :most) found) e
            WHERE bytes_before < :bytes ORDER BY position\
            """
                    .formatted(COLUMNS);

    private final JdbcClient database;
    private final List<Gap> gaps = new ArrayList<>();
    private long seen;

    /** Positions from..to, not there when those transactions were running. */
    private record Gap(long from, long to, Set<String> running) {

        boolean isGivenUp(Set<String> stillRunning) {
            return Collections.disjoint(running, stillRunning);
        }
    }

    /** Positions from..to. */
    public record Range(long from, long to) {}

    /**
     * What was found.
     *
     * @param events in the order of their positions, latecomers first
     * @param upTo the last position that was looked at: beyond it there may be more
     * @param running the transactions in progress before the look
     */
    public record Batch(List<StoredEvent> events, long upTo, Set<String> running) {
        public Batch {
            events = List.copyOf(events);
            running = Set.copyOf(running);
        }
    }

    /**
     * Goes on where it was.
     *
     * @param seen the last position taken; 0 to begin with the first
     * @param missing positions before it that were not taken
     */
    public Follower(JdbcClient database, long seen, Collection<Range> missing) {
        this.database = database;
        this.seen = seen;
        Set<String> running = missing.isEmpty() ? Set.of() : running();
        missing.forEach(range -> gaps.add(new Gap(range.from, range.to, running)));
    }

    /**
     * Looks for what has come. The same is found again until it is {@link #taken}.
     *
     * @param most how many events, latecomers among them
     */
    public Batch next(int most) {
        Set<String> running = gaps.isEmpty() ? Set.of() : running();
        List<StoredEvent> events =
                database.sql(LOOK)
                        .param("from", gaps.stream().map(Gap::from).toArray(Long[]::new))
                        .param("to", gaps.stream().map(Gap::to).toArray(Long[]::new))
                        .param("seen", seen)
                        .param("most", most)
                        .param("bytes", MOST_BYTES)
                        .query((row, _) -> event(row))
                        .list();
        long bytes = events.stream().mapToLong(event -> event.bytes("payload").length).sum();
        boolean all = events.size() < most && bytes < MOST_BYTES;
        long upTo = all ? Long.MAX_VALUE : position(events.getLast());
        return new Batch(events, upTo, running);
    }

    /** Whoever follows has kept what it made of them, for good. */
    public void taken(Batch batch) {
        Set<Long> found = new HashSet<>();
        batch.events.forEach(event -> found.add(position(event)));
        List<Gap> before = List.copyOf(gaps);
        gaps.clear();
        for (Gap gap : before) {
            if (gap.to > batch.upTo || !gap.isGivenUp(batch.running)) {
                addMissing(gap.from, gap.to, found, gap.running);
            }
        }
        long last = found.stream().mapToLong(Long::longValue).max().orElse(seen);
        if (last > seen) {
            Set<Long> isNew = new HashSet<>(found);
            isNew.removeIf(position -> position <= seen);
            if (isNew.size() < last - seen) {
                addMissing(seen + 1, last, isNew, running());
            }
            seen = last;
        }
    }

    /** The last position taken. */
    public long seen() {
        return seen;
    }

    /** Positions before it that were not there and may still come. */
    public List<Range> missing() {
        return gaps.stream().map(gap -> new Range(gap.from, gap.to)).toList();
    }

    /** The last position up to which nothing can come any more. */
    public long settled() {
        return gaps.stream().mapToLong(gap -> gap.from - 1).min().orElse(seen);
    }

    private void addMissing(long from, long to, Set<Long> found, Set<String> running) {
        long next = from;
        for (long position : found.stream().filter(p -> p >= from && p <= to).sorted().toList()) {
            if (position > next) {
                gaps.add(new Gap(next, position - 1, running));
            }
            next = position + 1;
        }
        if (next <= to) {
            gaps.add(new Gap(next, to, running));
        }
    }

    private static long position(StoredEvent event) {
        return event.number("position");
    }

    /** Every transaction in progress, whoever's: each holds a lock on its own virtual id. */
    private Set<String> running() {
        return new HashSet<>(
                database.sql(
                                """
                                SELECT virtualxid FROM pg_locks
                                WHERE locktype = 'virtualxid' AND granted
                                  AND pid <> pg_backend_pid()\
                                """)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** A row of the record, whose columns are selected by their names. */
    @SuppressWarnings("NullAway") // it reads a list of arrays of another module as never null
    public static StoredEvent event(ResultSet row) throws SQLException {
        List<byte @Nullable []> columns = new ArrayList<>();
        for (String column : StoredEvent.COLUMNS) {
            columns.add(
                    column.equals("payload") || column.equals("metadata")
                            ? row.getBytes(column)
                            : utf8(row.getString(column)));
        }
        return new StoredEvent(columns);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
