package org.liuhen.command.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liuhen.command.Follower;
import org.liuhen.seal.RowKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the record has been sent on, as the database keeps it. */
final class RelayPosition {
    private final JdbcClient database;
    private final String topic;

    RelayPosition(JdbcClient database, String topic) {
        this.database = database;
        this.topic = topic;
    }

    /** A follower of the record that goes on there. */
    Follower follower() {
        return new Follower(database, RowKind.EVENT, seen(), missing());
    }

    /** The last position sent; 0 where nothing is. */
    long seen() {
        return database.sql("SELECT seen FROM relay.position WHERE topic = ?")
                .param(topic)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private List<Follower.Range> missing() {
        return database.sql(
                        """
                        SELECT lower(gap), upper(gap) - 1
                        FROM relay.position, unnest(missing) gap WHERE topic = ?\
                        """)
                .param(topic)
                .query((row, _) -> new Follower.Range(row.getLong(1), row.getLong(2)))
                .list();
    }

    void keep(long seen, Collection<Follower.Range> missing) {
        String gaps =
                missing.stream()
                        .map(range -> "[%d,%d]".formatted(range.from(), range.to()))
                        .collect(Collectors.joining(",", "{", "}"));
        database.sql(
                        """
                        INSERT INTO relay.position (topic, seen, missing)
                        VALUES (?, ?, ?::int8multirange)
                        ON CONFLICT (topic)
                            DO UPDATE SET seen = excluded.seen, missing = excluded.missing\
                        """)
                .params(topic, seen, gaps)
                .update();
    }

    /** What is written and not yet sent. */
    Backlog backlog() {
        return database.sql(
                        """
                        SELECT (SELECT coalesce(max(position), 0) FROM record.event) - sent.seen,
                               (SELECT recorded_at FROM record.event
                                WHERE position > sent.seen OR position <@ sent.missing
                                ORDER BY position LIMIT 1),
                               (SELECT count(*) FROM unnest(sent.missing) gap
                                JOIN record.event
                                    ON position BETWEEN lower(gap) AND upper(gap) - 1)
                        FROM (SELECT coalesce(max(seen), 0) AS seen,
                                     coalesce(range_agg(missing), '{}') AS missing
                              FROM relay.position WHERE topic = ?) sent\
                        """)
                .param(topic)
                .query((row, _) ->
                        new Backlog(
                                row.getLong(1) + row.getLong(3),
                                Optional.ofNullable(row.getString(2)).map(Instant::parse)))
                .single();
    }

    /**
     * What waits to be sent.
     *
     * @param events at most so many: a transaction that was rolled back leaves a position unused
     * @param oldest when the first of them was recorded
     */
    record Backlog(long events, Optional<Instant> oldest) {

        /** How long the first of them has waited, in seconds. */
        double seconds(Instant now) {
            return oldest.map(at -> Duration.between(at, now).toMillis() / 1e3).orElse(0.0);
        }
    }
}
