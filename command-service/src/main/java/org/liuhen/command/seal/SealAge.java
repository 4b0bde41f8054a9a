package org.liuhen.command.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liuhen.seal.RowKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How old the last checkpoint is, and how much waits for the next. */
@Component
class SealAge implements MeterBinder {
    private final JdbcClient database;
    private final Sealer sealer;

    SealAge(JdbcClient database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("liuhen.seal.age", () -> age(Instant.now()).toMillis() / 1e3)
                .description("how long ago the last checkpoint was signed")
                .baseUnit("seconds")
                .register(registry);
        for (Intake intake : sealer.intakes()) {
            bind(intake, registry);
        }
    }

    private static void bind(Intake intake, MeterRegistry registry) {
        Gauge.builder("liuhen.seal.behind", () -> since(intake.lastWell()).toMillis() / 1e3)
                .description("how long ago all that was there of a kind was sealed")
                .tag("kind", intake.kind().text())
                .baseUnit("seconds")
                .register(registry);
        if (intake.kind() == RowKind.EVENT) {
            Gauge.builder("liuhen.seal.waiting", intake::waiting)
                    .description("events that no checkpoint covers yet")
                    .baseUnit("events")
                    .register(registry);
        } else {
            Gauge.builder("liuhen.seal.waiting.rows", intake::waiting)
                    .description("rows of the accounts' database that no checkpoint covers yet")
                    .tag("kind", intake.kind().text())
                    .register(registry);
        }
    }

    private static Duration since(Instant moment) {
        return Duration.between(moment, Instant.now());
    }

    private Duration age(Instant now) {
        return database.sql("SELECT max(signed_at) FROM seal.checkpoint")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(signed -> Duration.between(signed.toInstant(), now))
                .orElse(Duration.ZERO);
    }
}
