package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class StartUpChecksTest {

    @Test
    void aStartWithTheSlowTimerIsRefused() {
        assertThatThrownBy(() ->
                        CommandApplication.on(TestDatabase.create(), "--axon.timeout.enabled=true"))
                .hasMessageContaining("axon.timeout.enabled is false");
    }

    @Test
    void aStartWithEventsInMemoryIsRefused() {
        assertThatThrownBy(() ->
                        new SpringApplicationBuilder(CommandApplication.class, Forgetful.class)
                                .web(WebApplicationType.NONE)
                                .properties(TestDatabase.create().properties())
                                .run())
                .hasMessageContaining("events are stored in PostgreSQL");
    }

    @Test
    void aStartWherePositionsAreDrawnAheadIsRefused() {
        TestDatabase database = TestDatabase.create();
        CommandApplication.on(database).close();
        database.asOwner().sql("ALTER TABLE record.event ALTER position SET CACHE 20").update();
        assertThatThrownBy(() -> CommandApplication.on(database))
                .hasStackTraceContaining("CACHE 大于 1");
    }

    @Test
    void recordedTimeIsInWholeMillisecondsAndNeverGoesBack() {
        AtomicReference<Instant> now =
                new AtomicReference<>(Instant.parse("2026-11-24T01:02:03.456789Z"));
        InstantSource source = now::get;
        Clock clock = new ServerClock(source.withZone(ZoneOffset.UTC));
        Instant first = clock.instant();
        assertThat(first).isEqualTo("2026-11-24T01:02:03.456Z");
        now.updateAndGet(t -> t.minus(Duration.ofHours(1)));
        assertThat(clock.instant()).isEqualTo(first);
    }

    @Test
    void aStartGoesOnFromTheTimeOfTheLastEvent() {
        TestDatabase database = TestDatabase.create();
        Instant ahead = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(10));
        CommandApplication.on(database).close();
        database.asOwner()
                .sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, recorded_at, name,
                            revision, payload, metadata)
                        VALUES ('e', 'r', 0, ?, 'n', '1', '', '')\
                        """)
                .param(ahead.toString())
                .update();
        Clock before = GenericEventMessage.clock;
        try {
            CommandApplication.on(database).close();
            assertThat(GenericEventMessage.clock.instant()).isEqualTo(ahead);
        } finally {
            GenericEventMessage.clock = before;
        }
    }

    static class Forgetful {
        @Bean
        @Primary
        EventStorageEngine inMemory() {
            return new InMemoryEventStorageEngine();
        }
    }
}
