package org.liuhen.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says which reports a reader goes no further in. The others go on, so it is no part of readiness.
 */
@Component("stoppedHealth")
final class StoppedHealth implements HealthIndicator, MeterBinder {
    private final StoppedReports stopped;

    StoppedHealth(StoppedReports stopped) {
        this.stopped = stopped;
    }

    @Override
    public Health health() {
        List<StoppedReports.Stopped> all = stopped.all();
        return all.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("stopped", all).build();
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
