package org.liuhen.query.feed;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Puts nothing off for long. The framework's coordinator doubles its pause with each failure, up to
 * a minute, and asks its executor to keep it.
 */
final class PromptExecutor extends ScheduledThreadPoolExecutor {
    private static final long LONGEST_PAUSE_MS = 2_000;

    PromptExecutor(String name) {
        super(1, Thread.ofPlatform().name(name).daemon().factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        long pause = Math.min(unit.toMillis(delay), LONGEST_PAUSE_MS);
        return super.schedule(command, pause, TimeUnit.MILLISECONDS);
    }
}
