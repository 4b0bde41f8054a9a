package org.liuhen.command.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How old the last checkpoint is, and how much waits for the next. */
@Component
class SealAge implements MeterBinder {
    private final JdbcClient database;

    SealAge(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("liuhen.seal.age", () -> age(Instant.now()).toMillis() / 1e3)
                .description("how long ago the last checkpoint was signed")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("liuhen.seal.waiting", this::waiting)
                .description("events that no checkpoint covers yet")
                .baseUnit("events")
                .register(registry);
    }

    private Duration age(Instant now) {
        return database.sql("SELECT max(signed_at) FROM seal.checkpoint")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(signed -> Duration.between(signed.toInstant(), now))
                .orElse(Duration.ZERO);
    }

    private long waiting() {
        return database.sql(
                        """
                        SELECT (SELECT count(*) FROM record.event WHERE position >
                                   (SELECT coalesce(max(position), 0) FROM seal.leaf))
                             + (SELECT coalesce(max(index) + 1, 0) FROM seal.leaf)
                             - (SELECT coalesce(max(size), 0) FROM seal.checkpoint)\
                        """)
                .query(Long.class)
                .single();
    }
}
