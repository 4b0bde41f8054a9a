package org.liuhen.query.feed;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start where the framework has silently fallen back to something else. */
@Component
class StartUpChecks {
    private final EventProcessingConfiguration processors;
    private final Environment environment;

    StartUpChecks(EventProcessingConfiguration processors, Environment environment) {
        this.processors = processors;
        this.environment = environment;
    }

    @EventListener(ContextRefreshedEvent.class)
    void check() {
        require(
                !environment.getProperty("axon.timeout.enabled", Boolean.class, true),
                "axon.timeout.enabled is false");
        for (String reader : Readers.ALL) {
            require(
                    processors.tokenStore(reader) instanceof JdbcTokenStore,
                    "the position of " + reader + " is kept in the database");
            require(
                    processors.deadLetterQueue(reader).orElse(null)
                            instanceof JdbcSequencedDeadLetterQueue<?>,
                    "what " + reader + " cannot take is kept in the database");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("cannot start: it must hold that " + what);
        }
    }
}
