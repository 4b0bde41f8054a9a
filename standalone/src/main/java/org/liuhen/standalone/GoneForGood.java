package org.liuhen.standalone;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.liuhen.standalone.database.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends the process whose database cannot be started again, so that whatever supervises it starts
 * both anew: in order where that works, and hard where it does not.
 */
final class GoneForGood implements Consumer<CannotStart> {
    /** EX_UNAVAILABLE of sysexits.h: neither a regular end nor a kill. */
    static final int EXIT = 69;

    private static final Logger LOG = LoggerFactory.getLogger(GoneForGood.class);

    /** Requests that are still answered have half of it, by Spring's own limit. */
    private static final Duration IN_ORDER = Duration.ofMinutes(1);

    private final ConfigurableApplicationContext context;
    private final IntConsumer exit;

    GoneForGood(ConfigurableApplicationContext context) {
        this(context, GoneForGood::endInOrderOrHard);
    }

    /**
     * For a test that goes on afterwards.
     *
     * @param exit ends the process, and returns at once
     */
    GoneForGood(ConfigurableApplicationContext context, IntConsumer exit) {
        this.context = context;
        this.exit = exit;
    }

    @Override
    public void accept(CannotStart why) {
        LOG.error("数据库已终止并且不能重新启动，留痕即将退出，请由守护程序（systemd 等）重新启动它。原因：{}", why.getMessage());
        if (context.isActive()) { // it may have yet to begin, or be ending
            AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
        }
        exit.accept(EXIT);
    }

    /** Shutdown hooks wait for what may never come, and then nothing else would end them. */
    private static void endInOrderOrHard(int status) {
        Thread.ofPlatform()
                .name("end-hard")
                .daemon()
                .start(() -> {
                    try {
                        Thread.sleep(IN_ORDER);
                    } catch (InterruptedException e) {
                        LOG.debug("told not to wait", e);
                    }
                    Runtime.getRuntime().halt(status);
                });
        Thread.ofPlatform().name("end").start(() -> System.exit(status));
    }
}
