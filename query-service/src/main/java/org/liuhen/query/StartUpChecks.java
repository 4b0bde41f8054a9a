package org.liuhen.query;

import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start where the framework has silently fallen back to something else. */
@Component
class StartUpChecks {
    private static final int LEAST_BATCH = 100;
    private static final List<String> READERS = List.of("report", "history", "inbox", "reports");

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
        for (String reader : READERS) {
            TokenStore positions = processors.tokenStore(reader);
            require(
                    positions instanceof JdbcTokenStore,
                    "the position of " + reader + " is kept in the database");
            require(
                    processors.eventProcessor(reader, TrackingEventProcessor.class).isPresent(),
                    reader + " follows the record without polling");
            require(
                    environment.getProperty(
                                    "axon.eventhandling.processors." + reader + ".batch-size",
                                    Integer.class,
                                    1)
                            >= LEAST_BATCH,
                    reader + " takes at least " + LEAST_BATCH + " events at a time");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("cannot start: it must hold that " + what);
        }
    }
}
