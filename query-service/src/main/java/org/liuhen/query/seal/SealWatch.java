package org.liuhen.query.seal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Past;
import org.liuhen.query.SealCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the log twice a second, as often as it is sealed, and looks whether what was not what was
 * sealed is now. The first time before the readers begin, so that they know what is sealed.
 */
@Component
final class SealWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SealWatch.class);
    private static final int PAUSE_MILLIS = 500;

    private final SealCheck seal;
    private final Past past;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("seal-watch").daemon().factory());
    private @Nullable String fault;
    private volatile boolean running;

    SealWatch(SealCheck seal, Past past) {
        this.seal = seal;
        this.past = past;
    }

    /** Whatever is in the way, it is tried again; it is told once, until it is another. */
    private void look() {
        String now = null;
        try {
            seal.look();
            past.lookAgain();
            now = seal.fault().orElse(null);
        } catch (RuntimeException e) {
            now = e.toString();
        } catch (Error e) {
            LOG.error(
                    "it is not known what is sealed", e); // a schedule ends with its first failure
        }
        if (now == null && fault != null) {
            LOG.info("what is sealed is known again, and holds");
        } else if (now != null && !now.equals(fault)) {
            LOG.warn("what is sealed does not hold, or is not known at the moment: {}", now);
        }
        fault = now;
    }

    @Override
    public void start() {
        running = true;
        if (seal.isKnown()) {
            look();
            var _ =
                    looking.scheduleWithFixedDelay(
                            this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            LOG.warn("nothing is held against the seal: liuhen.seal.url is not set");
        }
    }

    /** Before the readers. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
