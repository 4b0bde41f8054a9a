package org.liuhen.query;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets a question wait until a reader has come to a report's version. The reader wakes it; the
 * database is asked again only now and then, in case the reader is another process.
 */
public final class Arrivals {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ConcurrentMap<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    /** Something new of the report is visible. */
    public void arrived(String reportId) {
        Set<CountDownLatch> all = waiting.remove(reportId);
        if (all != null) {
            all.forEach(CountDownLatch::countDown);
        }
    }

    /**
     * Waits until {@code visible} is at least {@code version}.
     *
     * @param visible reads the version that is visible now
     * @return whether it came in time
     */
    public boolean await(String reportId, long version, Duration longest, LongSupplier visible) {
        if (visible.getAsLong() >= version) {
            return true;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            CountDownLatch latch = new CountDownLatch(1);
            register(reportId, latch);
            try {
                if (visible.getAsLong() >= version) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                latch.await(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                forget(reportId, latch);
            }
        }
    }

    /** How many reports are waited for. */
    int waiting() {
        return waiting.size();
    }

    private void register(String reportId, CountDownLatch latch) {
        waiting.compute(
                reportId,
                (_, others) -> {
                    Set<CountDownLatch> all = others == null ? new HashSet<>() : others;
                    all.add(latch);
                    return all;
                });
    }

    private void forget(String reportId, CountDownLatch latch) {
        waiting.computeIfPresent(
                reportId,
                (_, all) -> {
                    all.remove(latch);
                    return all.isEmpty() ? null : all;
                });
    }
}
