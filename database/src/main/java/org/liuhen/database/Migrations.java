package org.liuhen.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings the schemas to the present version, as their owner, before anything uses them. */
final class Migrations {
    /**
     * The role the application works as. It is granted, table by table, what it needs: on the
     * events, INSERT and SELECT.
     */
    static final String ROLE = "liuhen_app";

    private Migrations() {}

    static void migrate(DatabaseSettings settings, Collection<Schema> schemas) {
        DriverManagerDataSource owner =
                new DriverManagerDataSource(
                        settings.url(), settings.username(), settings.password());
        createRole(JdbcClient.create(owner), passwordOfRole(settings));
        requireRole(settings);
        for (Schema schema : schemas) {
            Flyway.configure()
                    .dataSource(owner)
                    .schemas(schema.name())
                    .locations("classpath:db/" + schema.name())
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        }
    }

    /** A user named in the address would win over the one that is asked for. */
    private static void requireRole(DatabaseSettings settings) {
        String user =
                JdbcClient.create(
                                new DriverManagerDataSource(
                                        settings.url(), ROLE, passwordOfRole(settings)))
                        .sql("SELECT current_user")
                        .query(String.class)
                        .single();
        if (!user.equals(ROLE)) {
            throw new IllegalStateException(
                    "liuhen.database.url 中不能带用户名（user=），请改用 liuhen.database.username。");
        }
    }

    /** Twice at once, as two services starting together would, it waits for the other. */
    private static void createRole(JdbcClient database, String password) {
        database.sql(
                        """
                        DO $$
                        BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('liuhen_app'));
                            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'liuhen_app') THEN
                                CREATE ROLE liuhen_app;
                            END IF;
                            ALTER ROLE liuhen_app LOGIN PASSWORD '%s';
                        END $$\
                        """
                                .formatted(password))
                .update();
    }

    /**
     * The application's own password follows from the owner's, so that every service of one
     * database knows it and three settings are enough.
     */
    static String passwordOfRole(DatabaseSettings settings) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = ("liuhen" + settings.password()).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(ROLE.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
