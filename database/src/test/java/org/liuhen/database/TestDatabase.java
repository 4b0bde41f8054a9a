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

    /** A new, empty database, of an owner of its own, who is no superuser. */
    public static TestDatabase create() {
        String name = "test_" + NAMES.incrementAndGet();
        String owner = "owner_of_" + name;
        JdbcClient server = asSuperuser();
        server.sql("CREATE ROLE %s LOGIN CREATEROLE PASSWORD '%s'".formatted(owner, owner))
                .update();
        server.sql("CREATE DATABASE %s OWNER %s".formatted(name, owner)).update();
        return new TestDatabase(
                new DatabaseSettings(
                        "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name,
                        owner,
                        owner,
                        8));
    }

    /** As whoever runs the server. */
    public static JdbcClient asSuperuser() {
        return JdbcClient.create(Server.RUNNING.getPostgresDatabase());
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** As an application's settings, of which many run side by side. */
    public Map<String, Object> properties() {
        return Map.of(
                "liuhen.database.url", settings.url(),
                "liuhen.database.username", settings.username(),
                "liuhen.database.password", settings.password(),
                "liuhen.database.pool-size", settings.poolSize(),
                "liuhen.data-directory", directory.toString(),
                "management.server.port", 0);
    }

    /** As the owner of the schemas, who may do anything. */
    public JdbcClient asOwner() {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        settings.url(), settings.username(), settings.password()));
    }

    /** Whether all that is recorded is under a checkpoint of the log that goes on. */
    public boolean isSealed() {
        return asOwner()
                .sql(
                        """
                        SELECT NOT EXISTS (
                            SELECT FROM (
                                SELECT 'event' AS kind, position FROM record.event
                                UNION ALL SELECT 'journal', position FROM access.journal
                                UNION ALL SELECT 'account', position FROM access.account_history) r
                            LEFT JOIN seal.leaf l USING (kind, position)
                            WHERE l.index IS NULL
                               OR l.index >= (SELECT max(size) FROM seal.checkpoint))\
                        """)
                .query(Boolean.class)
                .single();
    }

    /** The whole database as it is now, while nobody is connected; what it is called. */
    public String older() {
        String older = "%s_older_%d".formatted(name(), System.nanoTime());
        asSuperuser().sql("CREATE DATABASE %s TEMPLATE %s".formatted(older, name())).update();
        return older;
    }

    /** In the place of what is there. */
    public void putBack(String older) {
        asSuperuser().sql("DROP DATABASE %s WITH (FORCE)".formatted(name())).update();
        asSuperuser().sql("ALTER DATABASE %s RENAME TO %s".formatted(older, name())).update();
        asSuperuser()
                .sql("ALTER DATABASE %s OWNER TO %s".formatted(name(), settings.username()))
                .update();
    }

    /** What PostgreSQL calls it. */
    public String name() {
        return settings.url().replaceAll(".*/", "");
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(FreePort.next())
                        .setServerConfig("max_connections", "300")
                        // each connection asks for a password, and 4096 rounds of hashing
                        // were a quarter of what starting an application costs
                        .setServerConfig("scram_iterations", "1")
                        .setServerConfig("hba_file", passwordsAreAsked().toString())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path passwordsAreAsked() throws IOException {
            Path file = Files.createTempFile("liuhen-test", ".pg_hba.conf");
            file.toFile().deleteOnExit();
            file.toFile().setReadable(true, false);
            return Files.writeString(
                    file, "host all postgres all trust\nhost all all all scram-sha-256\n");
        }
    }
}
