package org.liuhen.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.liuhen.contracts.RelayedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The events on their way, and how far each part says it has come. */
final class Feed {
    private final Map<String, Map<Long, String>> reports = new LinkedHashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final List<String> holes = new ArrayList<>();
    private int records;

    private Feed() {}

    /** All of the topic that is committed, from the beginning. */
    static Feed read(String kafka) {
        Feed feed = new Feed();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Installation.TOPIC).stream()
                            .map(p -> new TopicPartition(Installation.TOPIC, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
            while (last.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(feed::take);
            }
        }
        return feed;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        RelayedEvent event = RelayedEvent.of(headers, record.value());
        Map<Long, String> report =
                reports.computeIfAbsent(event.reportId(), _ -> new LinkedHashMap<>());
        if (event.sequence() > report.size()) {
            holes.add("in the topic %s comes before what it follows".formatted(event));
        }
        String before = report.putIfAbsent(event.sequence(), event.eventId());
        if (before != null && !before.equals(event.eventId())) {
            holes.add("in the topic %s is another than %s".formatted(event, before));
        }
        ends.put(record.partition(), record.offset() + 1);
        records++;
    }

    /** How many came more than once, which is allowed. */
    int sentAgain() {
        return records - reports.values().stream().mapToInt(Map::size).sum();
    }

    /** Where it is not the record, report by report, in its order. */
    List<String> differences(Map<String, List<Record.Entry>> stored) {
        List<String> all = new ArrayList<>(holes);
        Map<String, List<String>> there = new HashMap<>();
        reports.forEach((report, events) -> there.put(report, List.copyOf(events.values())));
        Map<String, List<String>> asked = new HashMap<>();
        stored.forEach((report, entries) ->
                asked.put(report, entries.stream().map(Record.Entry::eventId).toList()));
        if (!there.equals(asked)) {
            all.add("the topic is not the record");
        }
        return all;
    }

    /** What the relay has yet to send. */
    static List<String> behindRecord(JdbcClient record) {
        return record.sql(
                        """
                        SELECT 'not sent: event at ' || e.position
                        FROM record.event e, relay.position p
                        WHERE e.position > p.seen OR p.missing @> e.position ORDER BY e.position\
                        """)
                .query(String.class)
                .list();
    }

    /** Which segments of which readers have yet to come to the end of which partition. */
    List<String> behind(JdbcClient view) {
        Map<String, String> tokens =
                view
                        .sql(
                                """
                                SELECT processor || ' ' || segment, convert_from(token, 'UTF8')
                                FROM view.position ORDER BY 1\
                                """)
                        .query((row, _) ->
                                Map.entry(row.getString(1), String.valueOf(row.getString(2))))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> behind = new ArrayList<>();
        tokens.forEach((segment, token) ->
                ends.forEach((partition, end) -> {
                    long next =
                            JsonMapper.shared()
                                    .readTree(token)
                                    .path("next")
                                    .path(partition.toString())
                                    .asLong(0);
                    if (next < end) {
                        behind.add(
                                "%s is at %d of %d in partition %d"
                                        .formatted(segment, next, end, partition));
                    }
                }));
        if (tokens.isEmpty()) {
            behind.add("nothing is read");
        }
        return behind;
    }
}
