package org.liuhen.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * One thing done over and over on some threads for a while.
 *
 * @param latencies in nanoseconds
 */
record Block(Duration took, Histogram latencies, Gauge.Usage usage) {

    /** The thing; says false when there is nothing left to do. */
    @FunctionalInterface
    interface Work {
        boolean once() throws Exception;
    }

    static Block of(Gauge gauge, int threads, Duration duration, Work work)
            throws InterruptedException, ExecutionException {
        List<Callable<Histogram>> hands = new ArrayList<>();
        Gauge.Usage before = gauge.read();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            hands.add(() -> repeat(work, start + duration.toNanos()));
        }
        Histogram all = new Histogram(3);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Histogram> hand : executor.invokeAll(hands)) {
                all.add(hand.get());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Block(took, all, gauge.read().since(before));
    }

    private static Histogram repeat(Work work, long deadline) throws Exception {
        Histogram latencies = new Histogram(3);
        long began = System.nanoTime();
        while (began < deadline && work.once()) {
            long now = System.nanoTime();
            latencies.recordValue(now - began);
            began = now;
        }
        return latencies;
    }

    long times() {
        return latencies.getTotalCount();
    }

    double perSecond() {
        return times() * 1e9 / took.toNanos();
    }

    /** In milliseconds. */
    double percentile(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /** In microseconds. */
    double javaCpu() {
        return usage.java().toNanos() / 1e3 / times();
    }

    /** In microseconds. */
    double databaseCpu() {
        return usage.database().toNanos() / 1e3 / times();
    }

    /** In bytes. */
    double log() {
        return (double) usage.log() / times();
    }
}
