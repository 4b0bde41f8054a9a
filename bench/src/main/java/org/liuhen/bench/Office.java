package org.liuhen.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.Request;
import org.liuhen.query.QueryConfiguration;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Both services without their web side, on a new and durable database of their own. */
final class Office implements AutoCloseable {
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
                                        "liuhen.database.password", database.password()))
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

    void stopReaders() {
        readers().values().forEach(EventProcessor::shutDown);
    }

    void startReaders() {
        readers().values().forEach(EventProcessor::start);
    }

    /** Every reader begins again at the first event. */
    void resetReaders() {
        stopReaders();
        readers().values().forEach(reader -> ((TrackingEventProcessor) reader).resetTokens());
    }

    /** Waits until every reader has taken every event. */
    void awaitReaders() {
        long head = head();
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!readers().values().stream().allMatch(reader -> position(reader) >= head)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the readers do not come to the head");
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    long head() {
        return owner.sql("SELECT coalesce(max(position), 0) FROM record.event")
                .query(Long.class)
                .single();
    }

    /** So that no block pays for the writing of the one before. */
    void settle() {
        owner.sql("CHECKPOINT").update();
    }

    private Map<String, EventProcessor> readers() {
        return bean(EventProcessingConfiguration.class).eventProcessors();
    }

    private static long position(EventProcessor reader) {
        return ((TrackingEventProcessor) reader)
                .processingStatus().values().stream()
                        .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                        .findFirst()
                        .orElse(-1);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
