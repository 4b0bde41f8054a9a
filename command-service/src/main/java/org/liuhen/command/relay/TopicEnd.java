package org.liuhen.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.liuhen.contracts.RelayedEvent;

/** The last events that a topic holds for its readers, of each partition. */
final class TopicEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A latecomer is sent after later ones: the last alone need not be the one at the end. */
    private static final long ENOUGH = 32;

    private TopicEnd() {}

    /**
     * Reads them.
     *
     * @throws RelayFailed where Kafka cannot be asked
     */
    static List<RelayedEvent> read(Map<String, Object> connection, String topic) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<RelayedEvent> last = new ArrayList<>();
            for (PartitionInfo each : consumer.partitionsFor(topic)) {
                last.addAll(last(consumer, new TopicPartition(topic, each.partition())));
            }
            return last;
        } catch (KafkaException e) {
            throw new RelayFailed("topic %s: %s".formatted(topic, e.getMessage()), e);
        }
    }

    /** Marks of transactions and what was given up take offsets too, so it looks further back. */
    private static List<RelayedEvent> last(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
        List<RelayedEvent> found = new ArrayList<>();
        for (long back = ENOUGH; found.isEmpty() && end > begin; back *= ENOUGH) {
            long from = Math.max(begin, end - back);
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                long before = consumer.position(partition);
                consumer.poll(PATIENCE).forEach(record -> event(record).ifPresent(found::add));
                if (consumer.position(partition) == before) {
                    throw new RelayFailed("%s does not answer".formatted(partition));
                }
            }
            if (from == begin) {
                break;
            }
        }
        return found;
    }

    /** What somebody else has sent says nothing of the record; readers put it aside. */
    private static Optional<RelayedEvent> event(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            return Optional.of(RelayedEvent.of(headers, record.value()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
