package org.liuhen.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The one connection pool, ready when every {@link Schema} of the application is in place. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {
    /**
     * While the database is away, people are told so after this long, and not after half a minute.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    HikariDataSource connectionPool(DatabaseSettings settings, List<Schema> schemas) {
        ApplicationRole role = Migrations.migrate(settings, schemas);
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("liuhen");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(role.name());
        pool.setPassword(role.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "liuhen");
        return pool;
    }

    /**
     * Takes a connection only when a statement needs one: many commands are answered from memory.
     */
    @Bean
    @Primary
    DataSource dataSource(HikariDataSource connectionPool) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(connectionPool);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolationName("TRANSACTION_READ_COMMITTED");
        return lazy;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }
}
