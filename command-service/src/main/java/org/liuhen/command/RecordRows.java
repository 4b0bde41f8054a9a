package org.liuhen.command;

import java.util.List;
import java.util.Optional;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.StoredEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the record as they are in its table. */
@Component
class RecordRows implements StoredEvents {
    private static final String COLUMNS = String.join(", ", StoredEvent.COLUMNS);

    /** As many bytes of payload as are read in one go, and one event's more. */
    private static final long MOST_BYTES = 8L << 20;

    private final JdbcClient database;

    RecordRows(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<StoredEvent> from(long position, int most) {
        return database.sql(
                        """
                        SELECT %1$s FROM (
                            SELECT %1$s, sum(octet_length(payload)) OVER (ORDER BY position)
                                             - octet_length(payload) AS bytes_before
                            FROM (SELECT %1$s FROM record.event WHERE position >= :position
                                  ORDER BY position LIMIT :most) found) e
                        WHERE bytes_before < :bytes ORDER BY position\
                        """
                                .formatted(COLUMNS))
                .param("position", position)
                .param("most", most)
                .param("bytes", MOST_BYTES)
                .query((row, _) -> StoredEvent.of(row))
                .list();
    }

    @Override
    public Optional<StoredEvent> of(String eventId) {
        return database.sql("SELECT %s FROM record.event WHERE event_id = ?".formatted(COLUMNS))
                .param(eventId)
                .query((row, _) -> StoredEvent.of(row))
                .optional();
    }
}
