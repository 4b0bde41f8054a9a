package org.liuhen.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.Request;
import org.liuhen.query.Past;
import org.liuhen.query.QueryConfiguration;
import org.liuhen.seal.SigningKey;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Both services without their web side, on a new and durable database of their own. */
final class Office implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String FINGERPRINT = "5e".repeat(32);

    private final EmbeddedDatabase database;
    private final ConfigurableApplicationContext context;
    private final Commands commands;
    private final JdbcClient owner;

    private Office(EmbeddedDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
        this.commands = context.getBean(Commands.class);
        this.owner =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                database.url(), database.username(), database.password()));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CommandConfiguration.class, QueryConfiguration.class})
    static class Services {}

    static Office in(Path directory) {
        EmbeddedDatabase database =
                EmbeddedDatabase.open(EmbeddedSettings.in(directory).withPort(0))
                        .withoutShutdownHook();
        return new Office(
                database,
                new SpringApplicationBuilder(Services.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                Map.of(
                                        "liuhen.database.url", database.url(),
                                        "liuhen.database.username", database.username(),
                                        "liuhen.database.password", database.password(),
                                        "liuhen.data-directory", directory.toString(),
                                        "logging.level.root", "warn"))
                        .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The very pool the services work with. */
    HikariDataSource pool() {
        return bean(HikariDataSource.class);
    }

    /** As the superuser, outside the pool. */
    JdbcClient owner() {
        return owner;
    }

    /** A command as it comes from a client: with a key and a request of its own. */
    Outcome.Accepted give(Person person, ReportCommand command) {
        Request request =
                new Request(
                        IdentifierFactory.getInstance().generateIdentifier(),
                        UUID.randomUUID(),
                        FINGERPRINT);
        return commands.carryOut(person, request, command);
    }

    /**
     * Once they have taken every event: the framework (4.13.0) loses a reader's only thread when it
     * is stopped while it starts.
     */
    void stopReaders() {
        if (readers().stream().anyMatch(TrackingEventProcessor::isRunning)) {
            awaitReaders();
            readers().stream()
                    .map(TrackingEventProcessor::shutdownAsync)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    void startReaders() {
        readers().forEach(TrackingEventProcessor::start);
    }

    void startSealing() {
        sealing().start();
    }

    void stopSealing() {
        sealing().stop();
    }

    private SmartLifecycle sealing() {
        return context.getBean("org.liuhen.command.seal.SealingLoop", SmartLifecycle.class);
    }

    /** What is remembered of earlier versions, so that each look is a first one. */
    void forgetThePast() {
        bean(Past.class).forget();
    }

    String logKey() {
        return bean(SigningKey.class).publicKey().toString();
    }

    EmbeddedDatabase database() {
        return database;
    }

    /** Every reader begins again at the first event. */
    void resetReaders() {
        stopReaders();
        readers().forEach(TrackingEventProcessor::resetTokens);
    }

    /** Waits until every reader has taken every event. */
    void awaitReaders() {
        long head = head();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!readers().stream().allMatch(reader -> hasTaken(reader, head))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the readers do not come to the head");
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    long head() {
        return owner.sql("SELECT coalesce(max(position), 0) FROM record.event")
                .query(Long.class)
                .single();
    }

    private List<TrackingEventProcessor> readers() {
        return bean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .map(TrackingEventProcessor.class::cast)
                .toList();
    }

    private static boolean hasTaken(TrackingEventProcessor reader, long head) {
        return reader.processingStatus().values().stream()
                .anyMatch(status ->
                        head == 0
                                ? status.isCaughtUp()
                                : status.getCurrentPosition().orElse(0) >= head);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
