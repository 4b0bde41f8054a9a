package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Hash;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;

/**
 * The rows of one kind by position, wanted nearly in that order. Of those passed over only what
 * names them is kept, and not of very many.
 */
final class Rows implements AutoCloseable {
    private static final int MOST_WAITING = 200_000;
    private static final Duration UNTIL_SEALED = Duration.ofSeconds(2);
    private static final int LOOKS = 8;
    private final RowKind kind;
    private final Leaves leaves;
    private final Findings findings;
    private final BiConsumer<StoredRow, Row> met;
    private final PreparedStatement query;
    private final ResultSet rows;
    private final Map<Long, Row> waiting = new HashMap<>();
    private boolean more = true;
    private boolean disordered;
    private long last = Long.MIN_VALUE;

    /**
     * A row that was read.
     *
     * @param named what it is called in a finding
     * @param hash over all its columns
     */
    record Row(String id, String named, Hash hash) {

        /** Whether the log sealed it as it is. */
        boolean isSealedAs(byte @Nullable [] rowHash) {
            return Arrays.equals(hash.bytes(), rowHash);
        }
    }

    /**
     * Begins to read.
     *
     * @param connection where the rows are
     * @param leaves where the log is
     * @param met is told of each row, once
     */
    Rows(
            RowKind kind,
            Connection connection,
            Leaves leaves,
            BiConsumer<StoredRow, Row> met,
            Findings findings)
            throws SQLException {
        this.kind = kind;
        this.leaves = leaves;
        this.met = met;
        this.findings = findings;
        this.query =
                DatabaseCheck.cursor(
                        connection,
                        "SELECT %s FROM %s t ORDER BY t.position"
                                .formatted(kind.selected(), kind.table()));
        this.rows = query.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        query.close();
    }

    /** Whether the leaves name rows so far ahead that nobody honest sealed them so. */
    boolean areTooDisordered() {
        return disordered;
    }

    @Nullable Row at(long position) throws SQLException {
        while (more && last < position && !disordered) {
            Row row = next();
            if (row != null && last == position) {
                return row;
            }
            if (row != null) {
                waiting.put(last, row);
            }
            if (waiting.size() > MOST_WAITING) {
                disordered = true;
                findings.fails("database.disorder", kind.table(), position);
            }
        }
        return waiting.remove(position);
    }

    /** What no leaf asked for; of very many, the first ones wait to be looked for once more. */
    void rest() throws SQLException {
        while (more) {
            Row row = next();
            if (row != null && waiting.size() < MOST_WAITING) {
                waiting.put(last, row);
            } else if (row != null) {
                findings.fails("row.unsealed", row.named());
            }
        }
    }

    /** A row that was committed a moment ago is sealed a moment later. */
    void conclude() throws SQLException {
        for (int look = 0; look < LOOKS && !waiting.isEmpty() && !disordered; look++) {
            pause(UNTIL_SEALED.dividedBy(LOOKS));
            leaves.forgetSealed(kind, waiting);
        }
        waiting.values().forEach(row -> findings.fails("row.unsealed", row.named()));
    }

    private @Nullable Row next() throws SQLException {
        more = rows.next();
        if (!more) {
            return null;
        }
        last = rows.getLong("position");
        StoredRow stored = StoredRow.of(kind, rows);
        Row row = new Row(id(stored), findings.named(stored), Hash.of(stored.rowHash()));
        met.accept(stored, row);
        return row;
    }

    /** As far as it can be read: whoever owns the table may have put anything there. */
    private static String id(StoredRow row) {
        return row.text(row.kind().id()).orElse("?");
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
