package org.liuhen.query.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.RelayedEvent;

/**
 * Records of the topic as messages. No record is left out: one that is none of ours, or cannot be
 * read, becomes a message that fails when it is handled, so that it stops its report and shows.
 */
final class FeedMessages {
    /** No reader has come so far in any report, so that it is never taken for one that was read. */
    private static final long NO_SEQUENCE = Long.MAX_VALUE;

    private static final int LONGEST_NAME = 120;

    private FeedMessages() {}

    static TrackedEventMessage<?> of(ConsumerRecord<String, byte[]> record, FeedPosition position) {
        try {
            Map<String, byte[]> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), header.value()));
            byte[] value = record.value();
            if (value != null) {
                RelayedEvent event = RelayedEvent.of(headers, value);
                Instant at = Instant.parse(event.recordedAt());
                if (Stream.of(event.eventId(), event.reportId(), event.name(), event.revision())
                        .allMatch(FeedMessages::isName)) {
                    return message(event, at, position);
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException _) {
            // told below
        }
        return message(unreadable(record), Instant.ofEpochMilli(record.timestamp()), position);
    }

    /** Of a length, and without what no table takes. */
    private static boolean isName(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static TrackedEventMessage<?> message(
            RelayedEvent event, Instant at, FeedPosition position) {
        SerializedMessage<Object> stored =
                new SerializedMessage<>(
                        event.eventId(),
                        new SimpleSerializedObject<>(
                                event.payload(), byte[].class, event.name(), event.revision()),
                        new SimpleSerializedObject<>(
                                KafkaRows.metadata(event),
                                byte[].class,
                                MetaData.class.getName(),
                                null),
                        FeedSerializer.INSTANCE);
        return new GenericTrackedDomainEventMessage<>(
                position,
                EventContract.STREAM_TYPE,
                event.reportId(),
                event.sequence(),
                stored,
                () -> at);
    }

    private static RelayedEvent unreadable(ConsumerRecord<String, byte[]> record) {
        String place = record.topic() + "/" + record.partition() + "@" + record.offset();
        String key = record.key();
        byte[] value = record.value();
        return new RelayedEvent(
                0,
                place,
                isName(key) ? key : place,
                NO_SEQUENCE,
                "",
                FeedSerializer.UNREADABLE,
                "0",
                value == null ? new byte[0] : value,
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
