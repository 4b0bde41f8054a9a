package org.liuhen.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command service without its web side, with a database of accounts, as it has in an office.
 */
public class WithAccounts {
    private static final String PREFIX = "liuhen.accounts.database.";

    /** Starts it. The database of accounts may be that of the record. */
    public static ConfigurableApplicationContext on(
            TestDatabase record, TestDatabase accounts, String... arguments) {
        DatabaseSettings there = accounts.settings();
        return new SpringApplicationBuilder(CommandApplication.class, WithAccounts.class)
                .web(WebApplicationType.NONE)
                .properties(record.properties())
                .properties(
                        Map.of(
                                PREFIX + "url", there.url(),
                                PREFIX + "username", there.username(),
                                PREFIX + "password", there.password()))
                .run(arguments);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("accounts")
    HikariDataSource accountsPool(Environment environment) {
        return Pools.open(
                "liuhen-accounts",
                new DatabaseSettings(
                        environment.getRequiredProperty(PREFIX + "url"),
                        environment.getRequiredProperty(PREFIX + "username"),
                        environment.getRequiredProperty(PREFIX + "password"),
                        4),
                List.of(new Schema("access")));
    }

    @Bean(defaultCandidate = false)
    @Qualifier("accounts")
    JdbcClient accountsDatabase(@Qualifier("accounts") HikariDataSource pool) {
        return JdbcClient.create(pool);
    }
}
