package org.liuhen.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens connection pools on databases whose schemas are in place. */
public final class Pools {
    /**
     * While the database is away, people are told so after this long, and not after half a minute.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Pools() {}

    /**
     * Brings the schemas to the present version and opens a pool.
     *
     * @param name of the pool, for its metrics and for whoever looks at the database
     */
    public static HikariDataSource open(
            String name, DatabaseSettings settings, Collection<Schema> schemas) {
        ApplicationRole role = Migrations.migrate(settings, schemas);
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(new Reconnecting(database(name, settings)));
        pool.setUsername(role.name());
        pool.setPassword(role.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(-1); // the schemas were just brought up to date
        return pool;
    }

    private static DataSource database(String name, DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("ApplicationName", name);
        return new DriverDataSource(settings.url(), null, properties, null, null);
    }
}
