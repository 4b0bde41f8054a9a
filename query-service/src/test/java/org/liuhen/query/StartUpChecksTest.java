package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertRefused(
                "--axon.eventhandling.processors.inbox.mode=pooled",
                "inbox follows the record without polling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "history", "inbox", "reports"})
    void aStartWithAReaderThatTakesOneEventAtATimeIsRefused(String reader) {
        assertRefused(
                "--axon.eventhandling.processors." + reader + ".batch-size=1",
                reader + " takes at least 100 events at a time");
    }

    private static void assertRefused(String setting, String because) {
        assertThatThrownBy(() ->
                        new SpringApplicationBuilder(Running.Application.class)
                                .web(WebApplicationType.NONE)
                                .properties(TestDatabase.create().properties())
                                .run(setting))
                .hasMessageContaining(because);
    }

    static class Forgetful {
        @Bean
        @Primary
        TokenStore inMemory() {
            return new InMemoryTokenStore();
        }
    }
}
