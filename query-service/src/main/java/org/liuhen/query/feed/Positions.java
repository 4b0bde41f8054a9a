package org.liuhen.query.feed;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** How far each reader has come in the feed, written in the transaction of what it wrote. */
@Configuration(proxyBeanMethods = false)
class Positions {

    /**
     * A segment of a reader belongs to one process at a time; one that was killed gives it up after
     * a while, at once where the next process has the same name.
     */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Sharing sharing) {
        return JdbcTokenStore.builder()
                .nodeId(sharing.node())
                .connectionProvider(connections)
                .serializer(serializer())
                .schema(
                        TokenSchema.builder()
                                .setTokenTable("view.position")
                                .setProcessorNameColumn("processor")
                                .setSegmentColumn("segment")
                                .setTokenColumn("token")
                                .setTokenTypeColumn("token_type")
                                .setTimestampColumn("claimed_at")
                                .setOwnerColumn("owner")
                                .build())
                .build();
    }

    /** They name their own kinds of position, and no other class is ever made. */
    static Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper ->
                        mapper.polymorphicTypeValidator(
                                BasicPolymorphicTypeValidator.builder()
                                        .allowIfSubType(TrackingToken.class)
                                        .build()))
                .build();
    }
}
