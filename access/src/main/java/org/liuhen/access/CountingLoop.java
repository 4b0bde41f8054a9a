package org.liuhen.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes down every second what was counted, however much it was, and closes what is over. A crash
 * loses the counts of the last second at most.
 */
final class CountingLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CountingLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Repetitions repetitions;
    private final CountedRefusals counted;
    private CountDownLatch over = new CountDownLatch(1);
    private volatile boolean running;

    CountingLoop(Repetitions repetitions, CountedRefusals counted) {
        this.repetitions = repetitions;
        this.counted = counted;
    }

    @Override
    public synchronized void start() {
        over = new CountDownLatch(1);
        running = true;
        CountDownLatch end = over;
        Thread.ofPlatform().name("counting").daemon().start(() -> run(end));
    }

    private void run(CountDownLatch end) {
        try {
            while (!end.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                write();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down and closes now. */
    synchronized void write() {
        List<Counted> taken = repetitions.taken();
        try {
            counted.add(taken);
        } catch (RuntimeException e) {
            repetitions.leave(taken);
            LOG.warn("counts of refusals are not written yet: {}", e.toString());
            return;
        }
        try {
            counted.close(Instant.now());
        } catch (RuntimeException e) {
            LOG.warn("counts of refusals are not entered yet: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        over.countDown();
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
