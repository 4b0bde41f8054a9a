package org.liuhen.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time events are recorded at: whole milliseconds, and never back when the clock is set, also
 * while nothing ran.
 */
final class ServerClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final Duration CONSPICUOUS = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    ServerClock(Clock clock) {
        this.clock = clock;
    }

    /** Goes on from the time of what is recorded already. */
    void notBefore(Instant recorded) {
        Instant now = clock.instant();
        if (recorded.isAfter(now.plus(CONSPICUOUS))) {
            LOG.warn("the clock says {}, but events are recorded as of {}", now, recorded);
        }
        latest.accumulateAndGet(recorded.toEpochMilli(), Math::max);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(latest.accumulateAndGet(clock.millis(), Math::max));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
