package org.liuhen.query.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.FeedSettings;

/**
 * The topic as one reader's source of events: all that the relay has committed, in the order of
 * each report. Where a reader has come to is kept in its own database, never in Kafka.
 */
final class KafkaFeed implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final FeedSettings settings;
    private volatile @Nullable FeedStream latest;

    KafkaFeed(FeedSettings settings) {
        this.settings = settings;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(
            @Nullable TrackingToken trackingToken) {
        FeedPosition from =
                trackingToken == null ? FeedPosition.BEGINNING : (FeedPosition) trackingToken;
        FeedStream stream = new FeedStream(settings.topic(), this::consumer, from).start();
        latest = stream;
        return stream;
    }

    /** How many offsets a reader that is at this position has before it, as far as is known. */
    long before(FeedPosition position) {
        FeedStream stream = latest;
        return stream == null ? 0 : stream.beyond() + position.until(stream.fetched());
    }

    /** Whether that is known. */
    boolean isTold() {
        FeedStream stream = latest;
        return stream != null && stream.isTold();
    }

    @Override
    public TrackingToken createTailToken() {
        return FeedPosition.BEGINNING;
    }

    /** Readers begin with the first event, or go on where they were. */
    @Override
    public TrackingToken createHeadToken() {
        throw new UnsupportedOperationException("a reader leaves nothing out");
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        throw new UnsupportedOperationException("a reader leaves nothing out");
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(settings.client());
        properties.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                Objects.requireNonNull(settings.bootstrapServers()));
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        return new KafkaConsumer<>(properties);
    }
}
