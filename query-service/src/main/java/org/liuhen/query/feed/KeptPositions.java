package org.liuhen.query.feed;

import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each reader has come, whichever instance brought it there. */
@Component
final class KeptPositions {
    private final JdbcClient database;

    KeptPositions(JdbcClient database) {
        this.database = database;
    }

    /** Claims nothing; empty where the reader has yet to begin in the segment. */
    Optional<TrackingToken> of(String reader, int segment) {
        return database.sql(
                        """
                        SELECT token, token_type FROM view.position
                        WHERE processor = ? AND segment = ? AND token IS NOT NULL\
                        """)
                .params(reader, segment)
                .query((row, _) ->
                        Positions.serializer()
                                .<byte[], TrackingToken>deserialize(
                                        new SimpleSerializedObject<>(
                                                row.getBytes("token"),
                                                byte[].class,
                                                row.getString("token_type"),
                                                null)))
                .optional()
                .map(WrappedToken::unwrapLowerBound);
    }
}
