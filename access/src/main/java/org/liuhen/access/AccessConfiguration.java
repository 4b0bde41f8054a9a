package org.liuhen.access;

import javax.sql.DataSource;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.Schema;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of access, for a service to import. Of its own it adds one bean, its {@link EndpointRules}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    DatabaseConfiguration.class,
    SecurityConfiguration.class,
    SessionConfiguration.class,
    TomcatConfiguration.class,
    WebConfiguration.class,
    StrictJson.class
})
@EnableConfigurationProperties(AccessSettings.class)
@PropertySource("classpath:access.properties")
public class AccessConfiguration {

    /** The pool waits for every schema, so what it cannot be opened without is asked for here. */
    @Bean
    Schema accessSchema(AccessSettings settings, DatabaseSettings database) {
        settings.requireSecrets(database);
        return new Schema("access");
    }

    @Bean
    EndpointRules accessRules() {
        return EndpointRules.of(
                new EndpointRule(HttpMethod.GET, "/api/session", Access.PUBLIC),
                new EndpointRule(HttpMethod.POST, "/api/session", Access.PUBLIC),
                new EndpointRule(HttpMethod.DELETE, "/api/session", Access.PUBLIC),
                new EndpointRule(
                                HttpMethod.GET,
                                "/api/journal",
                                Access.roles(Role.AUDIT_ADMIN, Role.AUDITOR))
                        .recordedAs(JournalCode.JOURNAL_VIEWED),
                new EndpointRule(HttpMethod.GET, "/actuator/health/readiness", Access.PUBLIC));
    }

    @Bean
    Accounts accounts(DataSource dataSource) {
        return new Accounts(JdbcClient.create(dataSource));
    }

    @Bean
    Journal journal(DataSource dataSource, PlatformTransactionManager transactions) {
        return new Journal(JdbcClient.create(dataSource), transactions);
    }

    @Bean
    JournalEntries journalEntries(DataSource dataSource) {
        return new JournalEntries(JdbcClient.create(dataSource));
    }

    @Bean
    Problems problems(JsonMapper json, Journal journal) {
        return new Problems(json, journal);
    }

    /** Before the first request is taken. */
    @Bean
    SmartInitializingSingleton organisation(
            AccessSettings settings,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            JsonMapper json) {
        JdbcClient database = JdbcClient.create(dataSource);
        Organisations organisations =
                new Organisations(
                        database,
                        new AccountImport(
                                database,
                                new TransactionTemplate(transactions),
                                settings.bcryptStrength()),
                        json);
        return switch (settings.mode()) {
            case DEMONSTRATION -> () -> organisations.demonstrate(passwords);
            case PRODUCTION -> () -> organisations.start(settings.organisationFile());
        };
    }
}
