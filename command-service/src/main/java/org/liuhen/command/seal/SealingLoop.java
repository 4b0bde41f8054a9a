package org.liuhen.command.seal;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Seals twice a second while the service runs, and once more when it ends. The rows of the
 * accounts' database have a thread of their own: events do not wait while that database does not
 * answer.
 */
@Component
class SealingLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SealingLoop.class);
    private static final long PAUSE_MILLIS = 500;

    private final Sealer sealer;
    private List<Worker> workers = List.of();

    SealingLoop(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The thread, and what tells it to end. */
    private record Worker(Thread thread, CountDownLatch ending) {}

    @Override
    public synchronized void start() {
        workers =
                List.of(
                        begin("sealing", sealer::sealEventsQuietly),
                        begin("sealing-accounts", sealer::sealAccountsQuietly));
    }

    private static Worker begin(String name, Runnable work) {
        CountDownLatch ending = new CountDownLatch(1);
        Thread thread =
                Thread.ofPlatform().name(name).daemon().start(() -> workUntil(ending, work));
        return new Worker(thread, ending);
    }

    private static void workUntil(CountDownLatch ending, Runnable work) {
        try {
            boolean ended = false;
            while (!ended) {
                ended = ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                once(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void once(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("not sealed", e); // the next time, memory may have come back
        }
    }

    @Override
    public synchronized void stop() {
        workers.forEach(worker -> worker.ending.countDown());
        try {
            for (Worker worker : workers) {
                worker.thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !workers.isEmpty();
    }

    /** Begins before and ends after whatever gives commands. */
    @Override
    public int getPhase() {
        return 0;
    }
}
