package org.liuhen.command.relay;

import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says why nothing is sent on at the moment, and how much waits. Commands go on all the same, so it
 * is no part of readiness.
 */
final class RelayHealth extends AbstractHealthIndicator {
    private final RelayLoop loop;
    private final RelayPosition position;

    RelayHealth(RelayLoop loop, RelayPosition position) {
        this.loop = loop;
        this.position = position;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        RelayPosition.Backlog backlog = position.backlog();
        loop.fault().ifPresentOrElse(why -> health.down().withDetail("why", why), health::up);
        health.withDetail("backlog", backlog.events())
                .withDetail("oldest", backlog.oldest().map(Instant::toString).orElse(""));
    }
}
