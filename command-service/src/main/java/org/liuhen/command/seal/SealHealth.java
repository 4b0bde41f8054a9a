package org.liuhen.command.seal;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down where sealing has stopped for good, or some kind of rows has not come through for a minute.
 */
@Component("sealHealthIndicator")
class SealHealth implements HealthIndicator {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Sealer sealer;

    SealHealth(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public Health health() {
        return at(Instant.now());
    }

    Health at(Instant now) {
        return sealer.broken()
                .map(why -> Health.down().withDetail("stopped", why).build())
                .orElseGet(() -> byKind(now));
    }

    private Health byKind(Instant now) {
        boolean well = true;
        Health.Builder health = Health.up();
        for (Intake intake : sealer.intakes()) {
            String kind = intake.kind().text();
            well &= intake.lastWell().plus(PATIENCE).isAfter(now) && intake.broken().isEmpty();
            health.withDetail(kind, intake.broken().orElse("last: " + intake.lastWell()));
        }
        return well ? health.build() : health.down().build();
    }
}
