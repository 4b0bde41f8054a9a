package org.liuhen.access;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.workflow.AccountHistory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accounts, sessions, drafts and the journal, in a database that services share however many there
 * are. It has connections of its own: who is asking is never kept waiting for what others ask, and
 * nothing written there is part of a service's transaction. Only what is here gets at them, and the
 * sealer, which reads the journal and the history of accounts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountsSettings.class)
class AccountsConfiguration {
    private static final String ACCOUNTS = "accounts";

    @Bean
    static DatabaseRequirements databaseRequirements(Environment environment) {
        return new DatabaseRequirements(environment);
    }

    @Bean
    static ProxyRequirements proxyRequirements(Environment environment) {
        return new ProxyRequirements(environment);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(ACCOUNTS)
    @SpringSessionDataSource
    HikariDataSource accountsPool(AccountsSettings settings, DatabaseSettings service) {
        return Pools.open(
                "liuhen-accounts",
                settings.database().orThatOf(service),
                List.of(new Schema("access")));
    }

    @Bean(defaultCandidate = false)
    @Qualifier(ACCOUNTS)
    JdbcClient accountsDatabase(@Qualifier(ACCOUNTS) HikariDataSource pool) {
        return JdbcClient.create(pool);
    }

    @Bean
    Accounts accounts(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new Accounts(database);
    }

    @Bean
    AccountHistory accountHistory(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new HeldAccounts(database);
    }

    @Bean
    KnownBrowsers knownBrowsers(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new KnownBrowsers(database);
    }

    @Bean
    Journal journal(@Qualifier(ACCOUNTS) JdbcClient database, Repetitions repetitions) {
        return new Journal(database, repetitions);
    }

    @Bean
    Repetitions repetitions(AccessSettings settings) {
        return new Repetitions(settings.journal().singly());
    }

    @Bean
    CountingLoop countingLoop(
            Repetitions repetitions,
            @Qualifier(ACCOUNTS) JdbcClient database,
            @Qualifier(ACCOUNTS) HikariDataSource pool) {
        return new CountingLoop(
                repetitions,
                new CountedRefusals(
                        database, new TransactionTemplate(new JdbcTransactionManager(pool))));
    }

    @Bean
    JournalEntries journalEntries(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new JournalEntries(database);
    }

    @Bean
    Drafts drafts(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new Drafts(database);
    }

    @Bean
    Phrases phrases(@Qualifier(ACCOUNTS) JdbcClient database) {
        return new Phrases(database);
    }

    /** Before the first request is taken. */
    @Bean
    SmartInitializingSingleton organisation(
            AccessSettings settings,
            @Qualifier(ACCOUNTS) HikariDataSource pool,
            @Qualifier(ACCOUNTS) JdbcClient database,
            PasswordEncoder passwords,
            JsonMapper json) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        Organisations organisations =
                new Organisations(
                        database,
                        new AccountImport(database, transaction, settings.bcryptStrength()),
                        json);
        return switch (settings.mode()) {
            case DEMONSTRATION -> () -> organisations.demonstrate(passwords);
            case PRODUCTION -> () -> organisations.start(settings.organisationFile());
        };
    }
}
