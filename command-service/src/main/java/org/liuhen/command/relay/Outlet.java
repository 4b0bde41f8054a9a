package org.liuhen.command.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.RelayedEvent;

/**
 * The way out to Kafka. Events go in one transaction of Kafka's a batch: all of them or none, and
 * none of a relay that another has taken over from. So a report's events are never there with one
 * missing between them.
 */
final class Outlet implements AutoCloseable {
    private final RelaySettings settings;
    private final Topic topic;
    private @Nullable Producer<String, byte[]> producer;

    Outlet(RelaySettings settings) {
        this.settings = settings;
        this.topic = new Topic(settings);
    }

    /**
     * Sends them, in this order, and waits until the brokers have them.
     *
     * @throws RelayFailed where they have not: then none is there for readers
     */
    void send(List<RelayedEvent> events) {
        try {
            Producer<String, byte[]> open = open();
            open.beginTransaction();
            for (RelayedEvent event : events) {
                Future<RecordMetadata> sent = open.send(record(event));
                if (sent.state() == Future.State.FAILED) {
                    throw new KafkaException(sent.exceptionNow()); // the rest would wait as long
                }
            } // what becomes of the others, the commit says
            open.commitTransaction();
        } catch (KafkaException e) {
            close(); // what it still holds is given up with its transaction
            throw new RelayFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The last events that the topic holds, of each partition; the topic is made where it is not
     * there.
     *
     * @throws RelayFailed where the brokers cannot be reached
     */
    List<RelayedEvent> last() {
        try {
            prepareTopic();
            return TopicEnd.read(connection(), settings.topic());
        } catch (KafkaException e) {
            throw new RelayFailed(String.valueOf(e.getMessage()), e);
        }
    }

    String topic() {
        return settings.topic();
    }

    private Producer<String, byte[]> open() {
        Producer<String, byte[]> open = producer;
        if (open == null) {
            prepareTopic();
            open = new KafkaProducer<>(properties());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    private void prepareTopic() {
        Admin admin = Admin.create(connection());
        try {
            List<String> wrong = topic.prepare(admin);
            if (!wrong.isEmpty()) {
                throw new UnfitTopic(settings.topic(), wrong);
            }
        } finally {
            admin.close(Duration.ZERO); // it would wait for what has been given up
        }
    }

    private ProducerRecord<String, byte[]> record(RelayedEvent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(settings.topic(), event.reportId(), event.payload());
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    private Map<String, Object> connection() {
        Map<String, Object> properties = new HashMap<>(settings.client());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return properties;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = connection();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "liuhen-relay-" + settings.topic());
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LONGEST_RECORD);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return properties;
    }

    @Override
    public void close() {
        Producer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
