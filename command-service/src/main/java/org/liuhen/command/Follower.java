package org.liuhen.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.StartRefused;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.StoredRow;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Follows a table that is only added to, and misses nothing, though transactions commit in another
 * order than they draw positions. It holds for every table whose column {@code position} is an
 * identity that is not cached, in a database without prepared transactions: see {@link
 * #requireToBeFollowed}.
 *
 * <p>A position that is not there yet is a gap. Whoever drew it was at work when the gap was first
 * seen, so the gap is given up, not after a time, but when every transaction that was running then
 * has ended and it still is not there. Later rows are not held up by it.
 *
 * <p>Rows come in their order where each is written, with a higher position, after the one before
 * was committed: a report's own events, an account's own changes. A look is one statement, so
 * whatever shows it the later one shows it the earlier one too.
 *
 * <p>Not safe for use by several threads.
 */
public final class Follower {
    /** As many bytes of rows as are looked at in one go, and one row's more. */
    private static final long MOST_BYTES = 32L << 20;

    private final JdbcClient database;
    private final RowKind kind;
    private final RowKind.@Nullable Column longest;
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
     * @param rows in the order of their positions, latecomers first
     * @param upTo the last position that was looked at: beyond it there may be more
     * @param running the transactions in progress before the look
     */
    public record Batch(List<StoredRow> rows, long upTo, Set<String> running) {
        public Batch {
            rows = List.copyOf(rows);
            running = Set.copyOf(running);
        }
    }

    /**
     * Goes on where it was.
     *
     * @param database where the table is
     * @param seen the last position taken; 0 to begin with the first
     * @param missing positions before it that were not taken
     */
    public Follower(JdbcClient database, RowKind kind, long seen, Collection<Range> missing) {
        this.database = database;
        this.kind = kind;
        this.longest =
                kind.columns().stream().filter(RowKind.Column::isBytes).findFirst().orElse(null);
        this.seen = seen;
        Set<String> running = missing.isEmpty() ? Set.of() : running();
        missing.forEach(range -> gaps.add(new Gap(range.from, range.to, running)));
    }

    /**
     * Looks for what has come. The same is found again until it is {@link #taken}.
     *
     * @param most how many rows, latecomers among them
     */
    public Batch next(int most) {
        Set<String> running = gaps.isEmpty() ? Set.of() : running();
        List<StoredRow> rows =
                database.sql(look())
                        .param("from", gaps.stream().map(Gap::from).toArray(Long[]::new))
                        .param("to", gaps.stream().map(Gap::to).toArray(Long[]::new))
                        .param("seen", seen)
                        .param("most", most)
                        .param("bytes", MOST_BYTES)
                        .query((row, _) -> StoredRow.of(kind, row))
                        .list();
        long bytes = rows.stream().mapToLong(this::weight).sum();
        boolean all = rows.size() < most && bytes < MOST_BYTES;
        long upTo = all ? Long.MAX_VALUE : rows.getLast().position();
        return new Batch(rows, upTo, running);
    }

    /** Gaps and what comes after them in one statement: two would each have their own snapshot. */
    private String look() {
        return """
        SELECT %2$s FROM (
            SELECT found.*, sum(%3$s) OVER (ORDER BY position) - %3$s AS bytes_before
            FROM ((SELECT e.*
                   FROM unnest(:from::bigint[], :to::bigint[]) AS gap (first, last)
                   JOIN %1$s e ON e.position BETWEEN gap.first AND gap.last)
                  UNION ALL
                  (SELECT e.* FROM %1$s e WHERE e.position > :seen
                   ORDER BY e.position LIMIT :most)
                  ORDER BY position LIMIT :most) found) e
        WHERE bytes_before < :bytes ORDER BY e.position\
        """
                .formatted(kind.table(), kind.selected(), weight());
    }

    /** What a row weighs: only what is kept as bytes can be long. */
    private String weight() {
        return longest == null ? "0" : "octet_length(" + longest.name() + ")";
    }

    private long weight(StoredRow row) {
        return longest == null ? 0 : row.bytes(longest.name()).length;
    }

    /** Whoever follows has kept what it made of them, for good. */
    public void taken(Batch batch) {
        Set<Long> found = new HashSet<>();
        batch.rows.forEach(row -> found.add(row.position()));
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

    /**
     * Whether what was said above holds for this table: otherwise rows could be missed.
     *
     * @throws StartRefused where it does not
     */
    public static void requireToBeFollowed(JdbcClient database, RowKind kind) {
        if (number(
                        database,
                        "SELECT setting::bigint FROM pg_settings WHERE name ="
                                + " 'max_prepared_transactions'")
                != 0) {
            throw new StartRefused(
                    "数据库允许两阶段提交（max_prepared_transactions 不是 0），封存日志会因此漏掉事件。", "请将该参数改为 0 并重启数据库。");
        }
        if (number(
                        database,
                        """
                        SELECT seqcache FROM pg_sequence
                        WHERE seqrelid = pg_get_serial_sequence('%s', 'position')::regclass\
                        """
                                .formatted(kind.table()))
                != 1) {
            throw new StartRefused(
                    "%s 的编号被设为预取（CACHE 大于 1），封存日志会因此漏掉其中的行。".formatted(kind.table()),
                    "请执行 ALTER TABLE %s ALTER position SET CACHE 1。".formatted(kind.table()));
        }
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** A row of the record, whose columns are selected by their names. */
    public static StoredEvent event(ResultSet row) throws SQLException {
        return StoredRow.of(RowKind.EVENT, row).event();
    }
}
