package org.liuhen.query;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets a question wait until a reader has come to a report's version. The reader wakes it, wherever
 * it runs (see {@link Announcements}); the database is asked again only now and then.
 */
@Component
public final class Arrivals {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Duration lookAgain;
    private final ConcurrentMap<Place, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    @Autowired
    public Arrivals() {
        this(LOOK_AGAIN);
    }

    Arrivals(Duration lookAgain) {
        this.lookAgain = lookAgain;
    }

    private final List<Runnable> watching = new CopyOnWriteArrayList<>();

    private record Place(String reader, String reportId) {}

    /**
     * Something of any report is visible: told in the reader's own thread, which must not be kept.
     */
    public void watch(Runnable told) {
        watching.add(told);
    }

    /** Something new of the report is visible as this reader shows it. */
    void arrived(String reader, String reportId) {
        Set<CountDownLatch> all = waiting.remove(new Place(reader, reportId));
        if (all != null) {
            all.forEach(CountDownLatch::countDown);
        }
        watching.forEach(Runnable::run);
    }

    /**
     * Waits until {@code visible} is at least {@code version}.
     *
     * @param visible reads the version that is visible now
     * @return whether it came in time
     */
    public boolean await(
            String reader, String reportId, long version, Duration longest, LongSupplier visible) {
        Place place = new Place(reader, reportId);
        if (visible.getAsLong() >= version) {
            return true;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            CountDownLatch latch = new CountDownLatch(1);
            register(place, latch);
            try {
                if (visible.getAsLong() >= version) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                latch.await(Math.min(left, lookAgain.toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                forget(place, latch);
            }
        }
    }

    /** How many reports are waited for. */
    int waiting() {
        return waiting.size();
    }

    private void register(Place place, CountDownLatch latch) {
        waiting.compute(
                place,
                (_, others) -> {
                    Set<CountDownLatch> all = others == null ? new HashSet<>() : others;
                    all.add(latch);
                    return all;
                });
    }

    private void forget(Place place, CountDownLatch latch) {
        waiting.computeIfPresent(
                place,
                (_, all) -> {
                    all.remove(latch);
                    return all.isEmpty() ? null : all;
                });
    }
}
