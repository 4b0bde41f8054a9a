package org.liuhen.command.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Relays while the service runs: at once where this process has written something, and a few times
 * a second for what others have written. Faults are waited out: what is not sent now is sent later.
 */
final class RelayLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Relay relay;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable String fault;
    private @Nullable Worker worker;

    RelayLoop(Relay relay) {
        this.relay = relay;
    }

    /** The thread, and what tells it to end. */
    private record Worker(Thread thread, CountDownLatch ending) {}

    /** Something was written. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Why nothing is sent at the moment; empty where all is well. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public synchronized void start() {
        CountDownLatch ending = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("relay").daemon().start(() -> relayUntil(ending));
        worker = new Worker(thread, ending);
    }

    private void relayUntil(CountDownLatch ending) {
        try {
            while (ending.getCount() > 0) {
                boolean well = once();
                if (well) {
                    news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    ending.await(AFTER_A_FAULT.toMillis(), TimeUnit.MILLISECONDS);
                }
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            relay.pass();
        }
    }

    private boolean once() {
        try {
            relay.relay();
            if (fault != null) {
                LOG.info("events are sent on again");
            }
            fault = null;
            return true;
        } catch (RelayFailed
                | UnfitTopic
                | TopicAhead
                | DataAccessException
                | TransactionException e) {
            tell(String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException | Error e) {
            LOG.error("events are not sent on", e);
            fault = e.toString();
            return false;
        }
    }

    /** Once, until it is another. */
    private void tell(String what) {
        if (!what.equals(fault)) {
            LOG.warn("events are not sent on at the moment: {}", what);
        }
        fault = what;
    }

    @Override
    public synchronized void stop() {
        Worker stopping = worker;
        worker = null;
        if (stopping != null) {
            stopping.ending.countDown();
            wake();
            try {
                stopping.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
