package org.liuhen.command.seal;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down where sealing has stopped for good, or has not come through for a minute. */
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
                .orElseGet(() -> sinceAllWasWell(now));
    }

    private Health sinceAllWasWell(Instant now) {
        Instant well = sealer.lastWell();
        Health.Builder health = well.plus(PATIENCE).isBefore(now) ? Health.down() : Health.up();
        return health.withDetail("last", well.toString()).build();
    }
}
