package org.liuhen.access;

import io.micrometer.core.instrument.MeterRegistry;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of access, for a service to import. Of its own it adds one bean, its {@link EndpointRules}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    DatabaseConfiguration.class,
    AccountsConfiguration.class,
    SecurityConfiguration.class,
    SessionConfiguration.class,
    TomcatConfiguration.class,
    WebConfiguration.class,
    StrictJson.class
})
@EnableConfigurationProperties(AccessSettings.class)
@PropertySource("classpath:access.properties")
public class AccessConfiguration {
    private static final String DRAFT = "/api/drafts/{report}/{section}/{kind}";

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
                own(HttpMethod.GET, "/api/drafts"),
                own(HttpMethod.GET, DRAFT),
                own(HttpMethod.PUT, DRAFT),
                own(HttpMethod.DELETE, DRAFT),
                own(HttpMethod.GET, "/api/phrases"),
                own(HttpMethod.PUT, "/api/phrases"),
                new EndpointRule(HttpMethod.GET, "/actuator/health/{group}", Access.PUBLIC));
    }

    /** What somebody keeps for themselves: whoever writes anything at all. */
    private static EndpointRule own(HttpMethod method, String pattern) {
        return new EndpointRule(
                        method,
                        pattern,
                        Access.roles(
                                Role.DRAFTER,
                                Role.SECTION_HEAD,
                                Role.DIRECTOR,
                                Role.BUDGET_OFFICER,
                                Role.PERFORMANCE_OFFICER,
                                Role.CONGRESS_REVIEWER))
                .noDeed();
    }

    @Bean
    Problems problems(
            JsonMapper json,
            Journal journal,
            ObjectProvider<Storage> storage,
            Strangers strangers,
            MeterRegistry meters) {
        return new Problems(json, journal, storage, strangers, meters);
    }

    @Bean
    Strangers strangers() {
        return new Strangers();
    }
}
