package org.liuhen.database;

import java.util.Collection;
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
        createRole(JdbcClient.create(owner));
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

    private static void createRole(JdbcClient database) {
        database.sql(
                        """
                        DO $$
                        BEGIN
                            CREATE ROLE liuhen_app NOLOGIN;
                        EXCEPTION WHEN duplicate_object OR unique_violation THEN
                            NULL;
                        END $$\
                        """)
                .update();
        database.sql("GRANT liuhen_app TO CURRENT_USER").update();
    }
}
