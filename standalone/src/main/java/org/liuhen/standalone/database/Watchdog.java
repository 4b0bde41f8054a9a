package org.liuhen.standalone.database;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks five times a second whether the server's process is still there, and starts the server
 * again where it is not. It asks the system and not the server: one that recovers answers nobody
 * for a while and is well.
 */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int FEWEST_TRIES = 3;

    private final Cluster cluster;
    private final Server server;
    private final Duration patience;
    private final Consumer<CannotStart> goneForGood;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("liuhen-database-watch").daemon().unstarted(this::watch);
    private @Nullable String told;

    /**
     * One that is yet to be started.
     *
     * @param patience how long it tries to start the server before it gives up; while space is
     *     missing it does not give up
     * @param goneForGood told once, with the last reason, when it has given up; returns at once
     */
    Watchdog(Cluster cluster, Server server, Duration patience, Consumer<CannotStart> goneForGood) {
        this.cluster = cluster;
        this.server = server;
        this.patience = patience;
        this.goneForGood = goneForGood;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            Optional<Postmaster> running = Optional.empty();
            boolean known = false;
            while (!ending.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (!known) {
                        running = cluster.recorded();
                        known = true;
                    }
                    if (running.isEmpty() || isGone(running.get())) {
                        LOG.error("数据库进程意外终止，正在重新启动它");
                        if (!startAgain()) {
                            return;
                        }
                        known = false;
                    }
                } catch (IOException e) {
                    LOG.error("无法查看数据库进程，稍后再看", e);
                    ending.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isGone(Postmaster running) throws IOException {
        return switch (running.process()) {
            case OURS, UNCLEAR -> false;
            case GONE, ANOTHER_PROGRAM -> true;
        };
    }

    /** Returns false where it is to end, or has given up. */
    private boolean startAgain() throws InterruptedException {
        long began = System.nanoTime();
        told = null;
        for (int tries = 1; ending.getCount() > 0; tries++) {
            try {
                cluster.settleWhatWasLeft();
                cluster.start(server.port());
                server.prepare();
                LOG.warn(
                        "数据库已重新启动，用时 {} 毫秒",
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
                return true;
            } catch (CannotStart | IOException e) {
                CannotStart why = why(e);
                if (why.reason() == CannotStart.Reason.DISK_FULL) {
                    tries = 0;
                    began = System.nanoTime();
                } else if (tries >= FEWEST_TRIES
                        && System.nanoTime() - began > patience.toNanos()) {
                    goneForGood.accept(why);
                    return false;
                }
                tell(why);
            }
            ending.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** A server that has no space cannot even write down that it has none. */
    private CannotStart why(Exception failure) {
        DataDirectory directory = cluster.directory();
        if (directory.isFull()) {
            return CannotStart.diskFull(directory.path());
        }
        return failure instanceof CannotStart told
                ? told
                : directory.explain((IOException) failure);
    }

    /** Once, until it is another. */
    private void tell(CannotStart why) {
        if (!String.valueOf(why.getMessage()).equals(told)) {
            LOG.error("数据库未能重新启动，稍后再试：{}", why.getMessage());
        }
        told = why.getMessage();
    }

    /** Ends it, with whatever it has begun to start. */
    void end() throws IOException {
        ending.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            // What it starts may be there only now.
            cluster.stop();
            try {
                thread.join(LOOK_AGAIN);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
