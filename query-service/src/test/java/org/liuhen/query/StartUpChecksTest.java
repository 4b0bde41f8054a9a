package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.deadletter.InMemorySequencedDeadLetterQueue;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.Readers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class StartUpChecksTest {

    @Test
    void aStartWithPositionsInMemoryIsRefused() {
        assertThatThrownBy(() -> Running.on(TestDatabase.create(), Forgetful.class))
                .hasMessageContaining("the position of report is kept in the database");
    }

    @Test
    void aStartThatForgetsWhatCouldNotBeTakenIsRefused() {
        assertThatThrownBy(() -> Running.on(TestDatabase.create(), Careless.class))
                .hasMessageContaining("what history cannot take is kept in the database");
    }

    static class Forgetful {
        @Bean
        @Primary
        TokenStore inMemory() {
            return new InMemoryTokenStore();
        }
    }

    static class Careless {
        @Autowired
        void forget(EventProcessingConfigurer processors, Readers afterTheirs) {
            processors.registerDeadLetterQueue(
                    "history", _ -> InMemorySequencedDeadLetterQueue.defaultQueue());
        }
    }
}
