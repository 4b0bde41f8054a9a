package org.liuhen.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says which reports a reader goes no further in. The others go on, so it is no part of readiness.
 */
@Component("stoppedHealth")
final class StoppedHealth extends AbstractHealthIndicator implements MeterBinder {
    private final StoppedReports stopped;

    StoppedHealth(StoppedReports stopped) {
        this.stopped = stopped;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<StoppedReports.Stopped> all = stopped.all();
        if (all.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("stopped", all);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String reader : Readers.ALL) {
            Gauge.builder("liuhen.feed.stopped", stopped, s -> s.count(reader))
                    .description("reports that the reader goes no further in")
                    .tag("reader", reader)
                    .baseUnit("reports")
                    .register(registry);
        }
    }
}
