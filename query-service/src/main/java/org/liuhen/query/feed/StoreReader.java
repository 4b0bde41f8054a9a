package org.liuhen.query.feed;

import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.TrackingEventProcessor;

/**
 * A tracking processor that never pauses for long. The framework doubles its pause with each
 * failure, up to a minute: after an outage its readers would stand still for as long again.
 */
final class StoreReader extends TrackingEventProcessor {
    private static final long LONGEST_PAUSE_MS = 1_000;

    StoreReader(Builder builder) {
        super(builder);
    }

    @Override
    protected void doSleepFor(long millisToSleep, AtomicBoolean whileTrue) {
        super.doSleepFor(Math.min(millisToSleep, LONGEST_PAUSE_MS), whileTrue);
    }
}
