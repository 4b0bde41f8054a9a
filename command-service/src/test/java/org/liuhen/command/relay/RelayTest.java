package org.liuhen.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.RelayedEvent;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RelayTest {
    @TempDir private static Path directory;
    private static Broker broker;

    private RelayOffice office;

    @BeforeAll
    static void startKafka() {
        broker = Broker.in(directory.resolve("kafka"));
    }

    @BeforeEach
    void begin() {
        office = new RelayOffice(broker.address());
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @Test
    void whateverIsWrittenIsSentInTheOrderOfItsReport() throws Exception {
        try (ConfigurableApplicationContext service = office.service()) {
            RelayOffice.open(service, 2001);
            RelayOffice.open(service, 2002);
            office.edit(service, 2001, 20);
            office.edit(service, 2002, 20);
            List<RelayedEvent> sent = office.sent(42);
            assertThat(sent).hasSize(42);
            RelayOffice.ordered(sent);
            assertThat(sent).containsExactlyInAnyOrderElementsOf(office.stored());
            assertThat(ContractJson.mapper().readTree(sent.getFirst().metadata()).propertyNames())
                    .containsExactlyInAnyOrderElementsOf(DescribedTopic.read().metadata());
        }
    }

    @Test
    void theTopicIsMadeToBeKeptForEver() throws Exception {
        try (ConfigurableApplicationContext service = office.service();
                Admin admin = admin()) {
            RelayOffice.open(service, 2001);
            office.sent(1);
            assertThat(new Topic(settings(office.topic)).prepare(admin)).isEmpty();
            ConfigResource made = new ConfigResource(ConfigResource.Type.TOPIC, office.topic);
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
                                    new NewTopic(office.topic, 1, (short) 1)
                                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            try (ConfigurableApplicationContext service = office.service()) {
                RelayOffice.open(service, 2001);
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
        try (ConfigurableApplicationContext service = office.service()) {
            RelayOffice.open(service, 2001);
            office.sent(1);
            RelayPosition position = service.getBean(RelayPosition.class);
            MeterRegistry meters = service.getBean(MeterRegistry.class);
            RelayHealth health = service.getBean(RelayHealth.class);
            broker.kill();
            try {
                office.edit(service, 2001, 30);
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
            List<RelayedEvent> sent = office.sent(31);
            RelayOffice.ordered(sent);
            assertThat(sent).containsAll(office.stored());
        }
    }

    @Test
    void aLatecomerIsSentThoughLaterOnesWereSentBefore() throws Exception {
        try (ConfigurableApplicationContext service = office.service()) {
            SingleConnectionDataSource slow =
                    new SingleConnectionDataSource(
                            office.database.settings().url(),
                            office.database.settings().username(),
                            office.database.settings().password(),
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
                RelayOffice.open(service, 2001);
                office.edit(service, 2001, 5);
                office.sent(6);
                restartBetween(service);
                slow.getConnection().commit();
            } finally {
                slow.destroy();
            }
            eventually(() -> office.read().stream().anyMatch(e -> e.eventId().equals("late")));
        }
    }

    @Test
    void anotherProcessTakesOverAndNothingIsMissing() {
        ConfigurableApplicationContext first = office.service();
        try (ConfigurableApplicationContext second = office.service()) {
            RelayOffice.open(first, 2001);
            office.edit(second, 2001, 10);
            office.sent(11);
            first.close();
            office.edit(second, 2001, 10);
            List<RelayedEvent> sent = office.sent(21);
            RelayOffice.ordered(sent);
            assertThat(sent).containsAll(office.stored());
        } finally {
            first.close();
        }
    }

    @Test
    void whoRelaysDoesSoUntilItEndsWhoeverWrites() {
        ConfigurableApplicationContext first = office.service();
        RelayOffice.open(first, 2001);
        office.sent(1);
        Relay relaying = first.getBean(Relay.class);
        try (ConfigurableApplicationContext second = office.service()) {
            Relay waiting = second.getBean(Relay.class);
            for (int i = 0; i < 20; i++) {
                office.edit(i % 2 == 0 ? second : first, 2001, 1);
                assertThat(waiting.relay()).isFalse();
                office.sent(i + 2);
                assertThat(waiting.relay()).isFalse();
            }
            assertThat(relaying.relay()).isTrue();
            first.close();
            eventually(waiting::relay);
            office.edit(second, 2001, 1);
            office.sent(22);
            assertThat(second.getBean(RelayLoop.class).fault()).isEmpty();
        } finally {
            first.close();
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

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    private static RelaySettings settings(String topic) {
        return new RelaySettings(broker.address(), topic, 4, (short) 1, Map.of());
    }
}
