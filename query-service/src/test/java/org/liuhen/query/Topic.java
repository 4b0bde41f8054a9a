package org.liuhen.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.liuhen.command.relay.Source;
import org.liuhen.contracts.RelayedEvent;
import org.liuhen.database.TestDatabase;

/** The topic of one database, to which anybody may send anything. */
final class Topic {
    private final TestDatabase database;
    private final Map<String, Object> settings;

    Topic(TestDatabase database) {
        this.database = database;
        this.settings = Source.kafka(database);
    }

    /** Everything that was recorded, once more. */
    void sendAgain() {
        send(stored().stream().map(event -> record(event, event.payload())).toList());
    }

    /** An event of a report, with another name or payload than it was recorded with. */
    void send(String reportId, long sequence, String name, String payload) {
        RelayedEvent first = stored().getFirst();
        RelayedEvent event =
                new RelayedEvent(
                        1_000_000,
                        "spoilt-" + System.nanoTime(),
                        reportId,
                        sequence,
                        first.recordedAt(),
                        name,
                        "1",
                        payload.getBytes(StandardCharsets.UTF_8),
                        first.metadata());
        send(List.of(record(event, event.payload())));
    }

    /** Something that is no event at all. */
    void sendForeign(String key, byte[] value) {
        send(List.of(new ProducerRecord<>(name(), key, value)));
    }

    private String name() {
        return (String) settings.get("liuhen.feed.topic");
    }

    private ProducerRecord<String, byte[]> record(RelayedEvent event, byte[] payload) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(name(), event.reportId(), payload);
        event.headers().forEach((header, value) -> record.headers().add(header, value));
        return record;
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", settings.get("liuhen.feed.bootstrap-servers"));
        properties.put("key.serializer", StringSerializer.class);
        properties.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties)) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
        }
    }

    private List<RelayedEvent> stored() {
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
}
