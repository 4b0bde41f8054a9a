package org.liuhen.query;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.JournalCode;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.database.Schema;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The query service: every reader of the feed, and the answers it makes possible. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(DatabaseConfiguration.class)
@PropertySource("classpath:query-service.properties")
public class QueryConfiguration {

    @Bean
    Schema viewSchema() {
        return new Schema("view");
    }

    @Bean
    EndpointRules queryRules() {
        return EndpointRules.of(
                asking("/api/reports"),
                asking("/api/reports/{r}").recordedAs(JournalCode.REPORT_VIEWED),
                asking("/api/reports/{r}/history").recordedAs(JournalCode.HISTORY_VIEWED),
                asking("/api/reports/{r}/history.csv").recordedAs(JournalCode.HISTORY_EXPORTED),
                asking("/api/reports/{r}/history.xlsx").recordedAs(JournalCode.HISTORY_EXPORTED),
                asking("/api/reports/{r}/diff").recordedAs(JournalCode.DIFFERENCE_VIEWED),
                asking("/api/reports/{r}/decisions").recordedAs(JournalCode.DECISIONS_VIEWED),
                new EndpointRule(
                                HttpMethod.GET,
                                "/api/reports/{r}/exceptions",
                                Access.roles(Role.AUDITOR))
                        .recordedAs(JournalCode.EXCEPTIONS_VIEWED),
                asking("/api/inbox"));
    }

    /** Which reports a person may see, the rules of the report decide (Visibility). */
    private static EndpointRule asking(String path) {
        return new EndpointRule(HttpMethod.GET, path, Access.SIGNED_IN);
    }

    /**
     * How far each reader has come. A reader belongs to one process at a time; one that was killed
     * gives it up after a while, at once where the next process has the same {@code
     * liuhen.query.node}.
     */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Environment environment) {
        JdbcTokenStore.Builder store =
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(positions())
                        .schema(
                                TokenSchema.builder()
                                        .setTokenTable("view.position")
                                        .setProcessorNameColumn("processor")
                                        .setSegmentColumn("segment")
                                        .setTokenColumn("token")
                                        .setTokenTypeColumn("token_type")
                                        .setTimestampColumn("claimed_at")
                                        .setOwnerColumn("owner")
                                        .build());
        String node = environment.getProperty("liuhen.query.node");
        return (node == null ? store : store.nodeId(node)).build();
    }

    /**
     * A reader that fails stops and tries again; it never goes on past an event it did not take.
     */
    @Autowired
    void failLoudly(EventProcessingConfigurer processors) {
        processors.registerDefaultListenerInvocationErrorHandler(
                _ -> PropagatingErrorHandler.instance());
        processors.registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance());
    }

    /** Positions name the framework's own kinds of position, and no other class is ever made. */
    private static Serializer positions() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper ->
                        mapper.polymorphicTypeValidator(
                                BasicPolymorphicTypeValidator.builder()
                                        .allowIfSubType(TrackingToken.class)
                                        .build()))
                .build();
    }
}
