package org.liuhen.query.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import org.liuhen.query.DifferingReports;
import org.liuhen.query.SealCheck;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says which reports are not shown because they are not what was sealed, and what of the log does
 * not hold. The others are shown, so it is no part of readiness.
 */
@Component("differingHealth")
final class DifferingHealth extends AbstractHealthIndicator implements MeterBinder {
    private final DifferingReports reports;
    private final SealCheck seal;

    DifferingHealth(DifferingReports reports, SealCheck seal) {
        this.reports = reports;
        this.seal = seal;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<DifferingReports.Differing> all = reports.all();
        Optional<String> fault = seal.fault();
        if (all.isEmpty() && fault.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("reports", all);
        }
        fault.ifPresent(why -> health.withDetail("log", why));
        health.withDetail("heldAgainstTheSeal", seal.isKnown());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("liuhen.record.differs", reports, DifferingReports::count)
                .description("reports that are not shown because they are not what was sealed")
                .baseUnit("reports")
                .register(registry);
        Gauge.builder("liuhen.record.proved", seal, s -> s.fault().isEmpty() ? 1 : 0)
                .description("1 where the sealed log was proved with its key, 0 where not")
                .register(registry);
    }
}
