package org.liuhen.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.liuhen.contracts.RelayedEvent;
import org.liuhen.database.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/** A record and a topic of a test's own, and who reads the topic. */
final class RelayOffice {
    final TestDatabase database = TestDatabase.create();
    final String topic = "events-" + System.nanoTime();
    private final String kafka;
    private final Map<Integer, Integer> revisions = new HashMap<>();
    private int texts;

    /** Takes the address of a broker. */
    RelayOffice(String kafka) {
        this.kafka = kafka;
    }

    ConfigurableApplicationContext service() {
        return CommandApplication.on(
                database,
                "--liuhen.relay.bootstrap-servers=" + kafka,
                "--liuhen.relay.topic=" + topic,
                "--liuhen.relay.partitions=4");
    }

    static void open(ConfigurableApplicationContext service, int year) {
        service.getBean(Commands.class).carryOut(Cast.DRAFTER, Cast.request(), Cast.open(year, 2));
    }

    void edit(ConfigurableApplicationContext service, int year, int times) {
        Commands commands = service.getBean(Commands.class);
        for (int i = 0; i < times; i++) {
            int revision = revisions.merge(year, 1, Integer::sum);
            commands.carryOut(
                    Cast.DRAFTER,
                    Cast.request(),
                    Cast.edit(year, "1.1", "第" + ++texts + "稿", revision));
        }
    }

    /** A report's versions come one after the other; what came before may come again. */
    static void ordered(List<RelayedEvent> events) {
        Map<String, Long> next = new HashMap<>();
        for (RelayedEvent event : events) {
            long expected = next.getOrDefault(event.reportId(), 0L);
            assertThat(event.sequence()).isLessThanOrEqualTo(expected);
            next.merge(event.reportId(), event.sequence() + 1, Math::max);
        }
    }

    List<RelayedEvent> sent(int atLeast) {
        await().until(() -> read().size() >= atLeast);
        return read();
    }

    /** All that is there for readers, from the beginning. */
    List<RelayedEvent> read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka,
                                "isolation.level",
                                "read_committed",
                                "allow.auto.create.topics", // with settings that are not ours
                                "false",
                                "key.deserializer",
                                StringDeserializer.class,
                                "value.deserializer",
                                ByteArrayDeserializer.class))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<RelayedEvent> events = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(event(record)));
            }
            return events;
        }
    }

    private static RelayedEvent event(ConsumerRecord<String, byte[]> record) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        RelayedEvent event = RelayedEvent.of(headers, record.value());
        assertThat(record.key()).isEqualTo(event.reportId());
        return event;
    }

    List<RelayedEvent> stored() {
        return database.asOwner()
                .sql("SELECT * FROM record.event ORDER BY position")
                .query((row, _) ->
                        new RelayedEvent(
                                row.getLong("position"),
                                row.getString("event_id"),
                                row.getString("report_id"),
                                row.getLong("sequence"),
                                row.getString("recorded_at"),
                                row.getString("name"),
                                row.getString("revision"),
                                row.getBytes("payload"),
                                row.getBytes("metadata")))
                .list();
    }

    /** Something that is no event, in every partition. */
    void sendForeign() throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic).size();
            for (int i = 0; i < partitions; i++) {
                producer.send(new ProducerRecord<>(topic, i, "?", new byte[] {1})).get();
                producer.send(new ProducerRecord<>(topic, i, "?", null)).get();
            }
        }
    }
}
