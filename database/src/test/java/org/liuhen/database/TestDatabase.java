package org.liuhen.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL for tests: one server a JVM, and as many empty databases as are asked for. */
public final class TestDatabase {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final DatabaseSettings settings;

    private final Path directory;

    private TestDatabase(DatabaseSettings settings) {
        this.settings = settings;
        try {
            this.directory = Files.createTempDirectory("liuhen-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directory.toFile().deleteOnExit();
    }

    /** A new, empty database. */
    public static TestDatabase create() {
        EmbeddedPostgres server = Server.RUNNING;
        String name = "test_" + NAMES.incrementAndGet();
        JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
        return new TestDatabase(
                new DatabaseSettings(
                        "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                        "postgres",
                        "postgres",
                        8));
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** As an application's settings. */
    public Map<String, Object> properties() {
        return Map.of(
                "liuhen.database.url", settings.url(),
                "liuhen.database.username", settings.username(),
                "liuhen.database.password", settings.password(),
                "liuhen.database.pool-size", settings.poolSize(),
                "liuhen.data-directory", directory.toString());
    }

    /** As the owner of the schemas, who may do anything. */
    public JdbcClient asOwner() {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        settings.url(), settings.username(), settings.password()));
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
