package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Hash;
import org.liuhen.seal.StoredEvent;

/**
 * The rows of the record by position, wanted nearly in that order. Of those passed over only what
 * names them is kept, and not of very many.
 */
final class Rows implements AutoCloseable {
    private static final int MOST_WAITING = 200_000;
    private static final Duration UNTIL_SEALED = Duration.ofSeconds(2);
    private static final int LOOKS = 8;
    private static final String EVENTS =
            "SELECT "
                    + String.join(", ", StoredEvent.COLUMNS)
                    + " FROM record.event ORDER BY position";

    private final Connection connection;
    private final Findings findings;
    private final BiConsumer<StoredEvent, Row> met;
    private final PreparedStatement query;
    private final ResultSet events;
    private final Map<Long, Row> waiting = new HashMap<>();
    private boolean more = true;
    private boolean disordered;
    private long last = Long.MIN_VALUE;

    /**
     * A row that was read.
     *
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
     * @param met is told of each row, once
     */
    Rows(Connection connection, BiConsumer<StoredEvent, Row> met, Findings findings)
            throws SQLException {
        this.connection = connection;
        this.met = met;
        this.findings = findings;
        this.query = DatabaseCheck.cursor(connection, EVENTS);
        this.events = query.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        events.close();
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
                findings.fails("database.disorder", position);
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
            forgetSealed();
            connection.rollback();
        }
        waiting.values().forEach(row -> findings.fails("row.unsealed", row.named()));
    }

    private void forgetSealed() throws SQLException {
        List<Long> positions = new ArrayList<>(waiting.keySet());
        try (PreparedStatement leaf =
                connection.prepareStatement(
                        """
                        SELECT position, event_id, row_hash FROM seal.leaf
                        WHERE position = ANY (?)\
                        """)) {
            leaf.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            try (ResultSet sealed = leaf.executeQuery()) {
                while (sealed.next()) {
                    Row row = waiting.get(sealed.getLong(1));
                    if (row != null
                            && row.id().equals(sealed.getString(2))
                            && row.isSealedAs(sealed.getBytes(3))) {
                        waiting.remove(sealed.getLong(1));
                    }
                }
            }
        }
    }

    private @Nullable Row next() throws SQLException {
        more = events.next();
        if (!more) {
            return null;
        }
        last = events.getLong(1);
        StoredEvent event = event(events);
        Row row =
                new Row(
                        DatabaseCheck.id(event),
                        PackageCheck.named(event),
                        Hash.of(event.rowHash()));
        met.accept(event, row);
        return row;
    }

    @SuppressWarnings("NullAway") // it reads a list of arrays of another module as never null
    private static StoredEvent event(ResultSet row) throws SQLException {
        List<byte @Nullable []> columns = new ArrayList<>(StoredEvent.COLUMNS.size());
        for (int i = 1; i <= StoredEvent.COLUMNS.size(); i++) {
            columns.add(
                    i > StoredEvent.TEXTS ? row.getBytes(i) : DatabaseCheck.utf8(row.getString(i)));
        }
        return new StoredEvent(columns);
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
