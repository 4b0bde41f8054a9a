package org.liuhen.query.feed;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.RelayedEvent;
import org.liuhen.query.Stored;
import org.liuhen.query.StoredRows;
import org.liuhen.seal.StoredEvent;

/**
 * What came by Kafka is the row itself, but for the type of its stream, which is a constant of the
 * record. What a message has no place for travels with its metadata, so that it is there as well
 * when the message was put aside and is tried again.
 */
final class KafkaRows implements StoredRows {
    static final String METADATA = "row.metadata";

    private static final String POSITION = "row.position";
    private static final String RECORDED_AT = "row.recordedAt";

    /** The metadata of a message about the event. */
    static byte[] metadata(RelayedEvent event) {
        Map<String, String> row = new HashMap<>();
        row.put(POSITION, Long.toString(event.position()));
        row.put(RECORDED_AT, event.recordedAt());
        row.put(METADATA, Base64.getEncoder().encodeToString(event.metadata()));
        return ContractJson.mapper().writeValueAsBytes(row);
    }

    @Override
    public Stored of(DomainEventMessage<?> message) {
        SerializedObject<byte[]> payload =
                message.serializePayload(FeedSerializer.INSTANCE, byte[].class);
        return new Stored(
                StoredEvent.of(
                        List.of(
                                text(message, POSITION),
                                message.getIdentifier(),
                                message.getAggregateIdentifier(),
                                Long.toString(message.getSequenceNumber()),
                                EventContract.STREAM_TYPE,
                                text(message, RECORDED_AT),
                                payload.getType().getName(),
                                Objects.requireNonNull(payload.getType().getRevision())),
                        payload.getData(),
                        Base64.getDecoder().decode(text(message, METADATA))));
    }

    private static String text(DomainEventMessage<?> message, String name) {
        return (String) Objects.requireNonNull(message.getMetaData().get(name), name);
    }
}
