package org.liuhen.command;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The time events are recorded at: whole milliseconds, and never back when the clock is set. */
final class ServerClock extends Clock {
    private final Clock clock;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    ServerClock(Clock clock) {
        this.clock = clock;
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
