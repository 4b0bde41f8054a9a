package org.liuhen.command.seal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Seals twice a second while the service runs, and once more when it ends. */
@Component
class SealingLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SealingLoop.class);
    private static final long PAUSE_MILLIS = 500;

    private final Sealer sealer;
    private @Nullable Worker worker;

    SealingLoop(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The thread, and what tells it to end. */
    private record Worker(Thread thread, CountDownLatch ending) {}

    @Override
    public synchronized void start() {
        CountDownLatch ending = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("sealing").daemon().start(() -> sealUntil(ending));
        worker = new Worker(thread, ending);
    }

    private void sealUntil(CountDownLatch ending) {
        try {
            boolean ended = false;
            while (!ended) {
                ended = ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            sealer.sealQuietly();
        } catch (RuntimeException | Error e) {
            LOG.error("events are not sealed", e); // the next time, memory may have come back
        }
    }

    @Override
    public synchronized void stop() {
        if (worker != null) {
            worker.ending.countDown();
            try {
                worker.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /** Begins before and ends after whatever gives commands. */
    @Override
    public int getPhase() {
        return 0;
    }
}
