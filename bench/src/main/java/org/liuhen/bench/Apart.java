package org.liuhen.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.Request;
import org.liuhen.command.relay.Broker;
import org.liuhen.query.Past;
import org.liuhen.query.QueryConfiguration;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Both services without their web side, each on a database of its own, and a broker between. */
final class Apart implements AutoCloseable {
    static final String TOPIC = "liuhen.events";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Broker broker;
    private final EmbeddedDatabase written;
    private final EmbeddedDatabase read;
    private final ConfigurableApplicationContext command;
    private final ConfigurableApplicationContext query;

    private Apart(Path directory) {
        broker = Broker.asASiteRunsIt(directory.resolve("kafka"));
        written = database(directory.resolve("command"));
        read = database(directory.resolve("query"));
        command = run(Commanding.class, written, directory.resolve("command"), "relay");
        query = run(Querying.class, read, directory.resolve("query"), "feed");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CommandConfiguration.class)
    static class Commanding {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(QueryConfiguration.class)
    static class Querying {
        @Bean
        EventBus noRecordHere() {
            return SimpleEventBus.builder().build();
        }
    }

    static Apart in(Path directory) {
        return new Apart(directory);
    }

    private static EmbeddedDatabase database(Path directory) {
        return EmbeddedDatabase.open(EmbeddedSettings.in(directory).withPort(0))
                .withoutShutdownHook();
    }

    private ConfigurableApplicationContext run(
            Class<?> services, EmbeddedDatabase database, Path directory, String side) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("liuhen.database.url", database.url());
        settings.put("liuhen.database.username", database.username());
        settings.put("liuhen.database.password", database.password());
        settings.put("liuhen.data-directory", directory.toString());
        settings.put("logging.level.root", "warn");
        settings.put("liuhen." + side + ".bootstrap-servers", broker.address());
        settings.put("liuhen." + side + ".topic", TOPIC);
        return new SpringApplicationBuilder(services)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .run();
    }

    Broker broker() {
        return broker;
    }

    EventStore store() {
        return command.getBean(EventStore.class);
    }

    Past past() {
        return query.getBean(Past.class);
    }

    Outcome.Accepted give(Person person, ReportCommand command) {
        Request request =
                new Request(
                        IdentifierFactory.getInstance().generateIdentifier(),
                        UUID.randomUUID(),
                        Office.FINGERPRINT);
        return this.command.getBean(Commands.class).carryOut(person, request, command);
    }

    void stopRelay() {
        relay().stop();
    }

    void startRelay() {
        relay().start();
    }

    private SmartLifecycle relay() {
        return command.getBean("relayLoop", SmartLifecycle.class);
    }

    /** Waits until the relay has sent every event. */
    void awaitRelay() {
        long head = number(command, "SELECT coalesce(max(position), 0) FROM record.event");
        await(() -> number(command, "SELECT coalesce(max(seen), 0) FROM relay.position") >= head);
    }

    /** How many bytes a record has on average: payload, headers and key. */
    int recordSize() {
        return (int)
                number(
                        command,
                        """
                        SELECT avg(octet_length(payload) + octet_length(metadata) + 350)::bigint
                        FROM record.event\
                        """);
    }

    long events() {
        return number(command, "SELECT count(*) FROM record.event");
    }

    void stopReaders() {
        readers().forEach(StreamingEventProcessor::shutDown);
    }

    void resetReaders() {
        readers().forEach(StreamingEventProcessor::resetTokens);
    }

    void startReaders() {
        readers().forEach(StreamingEventProcessor::start);
    }

    /** Waits until every reader has taken every event there is. */
    void awaitReaders() {
        long all = events() * readers().size();
        await(() -> number(query, "SELECT coalesce(sum(version), 0) FROM view.taken") >= all);
    }

    private List<StreamingEventProcessor> readers() {
        return query.getBean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    private static long number(ConfigurableApplicationContext side, String sql) {
        return side.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static void await(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it does not come to the head");
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    @Override
    public void close() {
        query.close();
        command.close();
        read.close();
        written.close();
        broker.close();
    }
}
