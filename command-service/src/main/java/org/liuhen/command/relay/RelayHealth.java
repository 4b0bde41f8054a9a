package org.liuhen.command.relay;

import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says why nothing is sent on at the moment, and how much waits. Commands go on all the same, so it
 * is no part of readiness.
 */
final class RelayHealth implements HealthIndicator {
    private final RelayLoop loop;
    private final RelayPosition position;

    RelayHealth(RelayLoop loop, RelayPosition position) {
        this.loop = loop;
        this.position = position;
    }

    @Override
    public Health health() {
        RelayPosition.Backlog backlog = position.backlog();
        return loop.fault()
                .map(why -> Health.down().withDetail("why", why))
                .orElseGet(Health::up)
                .withDetail("backlog", backlog.events())
                .withDetail("oldest", backlog.oldest().map(Instant::toString).orElse(""))
                .build();
    }
}
