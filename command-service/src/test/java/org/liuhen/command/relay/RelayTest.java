package org.liuhen.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.RelayedEvent;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RelayTest {
    @TempDir private static Path directory;
    private static Broker broker;

    private final TestDatabase database = TestDatabase.create();
    private final String topic = "events-" + System.nanoTime();
    private int texts;

    @BeforeAll
    static void startKafka() {
        broker = Broker.in(directory.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @Test
    void whateverIsWrittenIsSentInTheOrderOfItsReport() throws Exception {
        try (ConfigurableApplicationContext service = service()) {
            open(service, 2001);
            open(service, 2002);
            edit(service, 2001, 20);
            edit(service, 2002, 20);
            List<RelayedEvent> sent = sent(42);
            assertThat(sent).hasSize(42);
            ordered(sent);
            assertThat(sent).containsExactlyInAnyOrderElementsOf(stored());
            assertThat(ContractJson.mapper().readTree(sent.getFirst().metadata()).propertyNames())
                    .containsExactlyInAnyOrderElementsOf(DescribedTopic.read().metadata());
        }
    }

    @Test
    void theTopicIsMadeToBeKeptForEver() throws Exception {
        try (ConfigurableApplicationContext service = service();
                Admin admin = admin()) {
            open(service, 2001);
            sent(1);
            assertThat(new Topic(settings(topic)).prepare(admin)).isEmpty();
            ConfigResource made = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config settings = admin.describeConfigs(Set.of(made)).all().get().get(made);
            assertThat(DescribedTopic.read().settings())
                    .isNotEmpty()
                    .allSatisfy((name, value) ->
                            assertThat(settings.get(name).value()).as(name).isEqualTo(value));
        }
    }

    @Test
    void aTopicThatWouldForgetIsNotSentTo() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, 1, (short) 1)
                                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            try (ConfigurableApplicationContext service = service()) {
                open(service, 2001);
                RelayLoop loop = service.getBean(RelayLoop.class);
                eventually(() -> loop.fault().isPresent());
                assertThat(loop.fault().orElseThrow())
                        .contains("cleanup.policy 是 compact，须为 delete", "retention.ms");
                assertThat(service.getBean(RelayPosition.class).backlog().events()).isOne();
            }
        }
    }

    @Test
    void commandsGoOnWhileTheBrokerIsDownAndTheBacklogDrainsByItself() throws Exception {
        try (ConfigurableApplicationContext service = service()) {
            open(service, 2001);
            sent(1);
            RelayPosition position = service.getBean(RelayPosition.class);
            MeterRegistry meters = service.getBean(MeterRegistry.class);
            RelayHealth health = service.getBean(RelayHealth.class);
            broker.kill();
            try {
                edit(service, 2001, 30);
                assertThat(position.backlog().events()).isEqualTo(30);
                assertThat(position.backlog().oldest()).isPresent();
                assertThat(meters.get("liuhen.relay.backlog").gauge().value()).isEqualTo(30);
                eventually(() -> health.health().getStatus().equals(Status.DOWN));
            } finally {
                broker.start();
            }
            eventually(() -> position.backlog().events() == 0);
            assertThat(meters.get("liuhen.relay.lag").gauge().value()).isZero();
            eventually(() -> health.health().getStatus().equals(Status.UP));
            List<RelayedEvent> sent = sent(31);
            ordered(sent);
            assertThat(sent).containsAll(stored());
        }
    }

    @Test
    void aLatecomerIsSentThoughLaterOnesWereSentBefore() throws Exception {
        try (ConfigurableApplicationContext service = service()) {
            SingleConnectionDataSource slow =
                    new SingleConnectionDataSource(
                            database.settings().url(),
                            database.settings().username(),
                            database.settings().password(),
                            true);
            try {
                slow.setAutoCommit(false);
                JdbcClient late = JdbcClient.create(slow);
                late.sql(
                                """
                                INSERT INTO record.event (event_id, report_id, sequence, recorded_at,
                                    name, revision, payload, metadata)
                                VALUES ('late', 'late-report', 0, '2024-01-01T00:00:00Z',
                                    'section-withdrawn', '1', '{}', '{}')\
                                """)
                        .update();
                open(service, 2001);
                edit(service, 2001, 5);
                sent(6);
                restartBetween(service);
                slow.getConnection().commit();
            } finally {
                slow.destroy();
            }
            eventually(() -> read().stream().anyMatch(e -> e.eventId().equals("late")));
        }
    }

    @Test
    void anotherProcessTakesOverAndNothingIsMissing() {
        ConfigurableApplicationContext first = service();
        try (ConfigurableApplicationContext second = service()) {
            open(first, 2001);
            edit(second, 2001, 10);
            sent(11);
            first.close();
            edit(second, 2001, 10);
            List<RelayedEvent> sent = sent(21);
            ordered(sent);
            assertThat(sent).containsAll(stored());
        } finally {
            first.close();
        }
    }

    @Test
    void whoRelaysDoesSoUntilItEndsWhoeverWrites() {
        ConfigurableApplicationContext first = service();
        open(first, 2001);
        sent(1);
        Relay relaying = first.getBean(Relay.class);
        try (ConfigurableApplicationContext second = service()) {
            Relay waiting = second.getBean(Relay.class);
            for (int i = 0; i < 20; i++) {
                edit(i % 2 == 0 ? second : first, 2001, 1);
                assertThat(waiting.relay()).isFalse();
                sent(i + 2);
                assertThat(waiting.relay()).isFalse();
            }
            assertThat(relaying.relay()).isTrue();
            first.close();
            eventually(waiting::relay);
            edit(second, 2001, 1);
            sent(22);
            assertThat(second.getBean(RelayLoop.class).fault()).isEmpty();
        } finally {
            first.close();
        }
    }

    /** As after a restore: the topic has what the record has not, be it another at that place. */
    @Test
    void aTopicThatIsAheadOfTheRecordIsNotSentTo() {
        try (ConfigurableApplicationContext service = service()) {
            open(service, 2001);
            edit(service, 2001, 3);
            sent(4);
        }
        JdbcClient owner = database.asOwner();
        owner.sql("DELETE FROM record.event WHERE sequence >= 2").update();
        owner.sql("UPDATE relay.position SET seen = (SELECT max(position) FROM record.event)")
                .update();
        owner.sql(
                        "SELECT setval(pg_get_serial_sequence('record.event', 'position'),"
                                + " (SELECT max(position) FROM record.event))")
                .query(Long.class)
                .single();
        try (ConfigurableApplicationContext restored = service()) {
            RelayLoop loop = restored.getBean(RelayLoop.class);
            eventually(() -> loop.fault().isPresent());
            assertThat(loop.fault().orElseThrow()).contains(topic, "记录中没有的事件", "新主题");
            open(restored, 2002);
            open(restored, 2003); // now there is another event at each place
        }
        try (ConfigurableApplicationContext again = service()) {
            RelayLoop loop = again.getBean(RelayLoop.class);
            eventually(() -> loop.fault().isPresent());
            assertThat(loop.fault().orElseThrow()).contains("记录中没有的事件");
            assertThat(again.getBean(RelayHealth.class).health().getStatus())
                    .isEqualTo(Status.DOWN);
            assertThat(read()).hasSize(4);
        }
    }

    /** Longer than the client itself takes to give up. */
    private static void eventually(Callable<Boolean> holds) {
        await().until(holds);
    }

    /** The loop of this process forgets what it has in memory. */
    private static void restartBetween(ConfigurableApplicationContext service) {
        RelayLoop loop = service.getBean(RelayLoop.class);
        loop.stop();
        loop.start();
    }

    private ConfigurableApplicationContext service() {
        return CommandApplication.on(
                database,
                "--liuhen.relay.bootstrap-servers=" + broker.address(),
                "--liuhen.relay.topic=" + topic,
                "--liuhen.relay.partitions=4");
    }

    private static void open(ConfigurableApplicationContext service, int year) {
        service.getBean(Commands.class).carryOut(Cast.DRAFTER, Cast.request(), Cast.open(year, 2));
    }

    private void edit(ConfigurableApplicationContext service, int year, int times) {
        Commands commands = service.getBean(Commands.class);
        for (int i = 0; i < times; i++) {
            int revision = revisions.merge(year, 1, Integer::sum);
            commands.carryOut(
                    Cast.DRAFTER,
                    Cast.request(),
                    Cast.edit(year, "1.1", "第" + ++texts + "稿", revision));
        }
    }

    private final Map<Integer, Integer> revisions = new HashMap<>();

    /** A report's versions come one after the other; what came before may come again. */
    private static void ordered(List<RelayedEvent> events) {
        Map<String, Long> next = new HashMap<>();
        for (RelayedEvent event : events) {
            long expected = next.getOrDefault(event.reportId(), 0L);
            assertThat(event.sequence()).isLessThanOrEqualTo(expected);
            next.merge(event.reportId(), event.sequence() + 1, Math::max);
        }
    }

    private List<RelayedEvent> sent(int atLeast) {
        eventually(() -> read().size() >= atLeast);
        return read();
    }

    /** All that is there for readers, from the beginning. */
    private List<RelayedEvent> read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.address(),
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

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    private static RelaySettings settings(String topic) {
        return new RelaySettings(broker.address(), topic, 4, (short) 1, Map.of());
    }
}
