package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class StartUpChecksTest {

    @Test
    void aStartWithPositionsInMemoryIsRefused() {
        assertThatThrownBy(() -> Running.on(TestDatabase.create(), Forgetful.class))
                .hasMessageContaining("the position of report is kept in the database");
    }

    @Test
    void aStartWithAPollingReaderIsRefused() {
        assertThatThrownBy(() ->
                        new SpringApplicationBuilder(Running.Application.class)
                                .web(WebApplicationType.NONE)
                                .properties(TestDatabase.create().properties())
                                .run("--axon.eventhandling.processors.inbox.mode=pooled"))
                .hasMessageContaining("inbox follows the record without polling");
    }

    static class Forgetful {
        @Bean
        @Primary
        TokenStore inMemory() {
            return new InMemoryTokenStore();
        }
    }
}
