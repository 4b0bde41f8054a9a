package org.liuhen.database;

import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas to the present version, as their owner, before anything uses them. */
final class Migrations {
    /** Flyway's word for as far as there are scripts. */
    private static final String LATEST = "latest";

    private Migrations() {}

    /** Returns as whom the application works there. */
    static ApplicationRole migrate(DatabaseSettings settings, Collection<Schema> schemas) {
        ApplicationRole role = ApplicationRole.of(settings);
        role.establish(settings);
        for (Schema schema : schemas) {
            DataSource owner = ApplicationRole.owner(settings);
            MadeAnew.migrate(owner, schema, () -> migrate(owner, schema, role, LATEST));
        }
        return role;
    }

    /** Brings one of them to the version that the script of this number makes, and no further. */
    static void migrate(DatabaseSettings settings, Schema schema, String version) {
        ApplicationRole role = ApplicationRole.of(settings);
        role.establish(settings);
        migrate(ApplicationRole.owner(settings), schema, role, version);
    }

    private static void migrate(
            DataSource owner, Schema schema, ApplicationRole role, String version) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(schema.name())
                .target(version)
                .locations("classpath:db/" + schema.name())
                // Scripts say liuhen_app, which read as liuhen_, a, pp is a placeholder:
                // shipped ones need no change, which would change their checksums.
                .placeholderPrefix("liuhen_")
                .placeholderSuffix("pp")
                .placeholders(Map.of("a", role.quoted()))
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
