package org.liuhen.query.feed;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;
import org.liuhen.query.FeedSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many segments of each reader this instance takes, so that all instances that are alive have
 * about as many. Each says so every second; one that has not for a while leaves its share to the
 * others.
 */
@Component
public final class Sharing implements MaxSegmentProvider, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private final JdbcClient database;
    private final FeedSettings settings;
    private final String node;
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sharing").daemon().factory());
    private volatile int instances = 1;
    private volatile boolean running;

    Sharing(JdbcClient database, FeedSettings settings, Environment environment) {
        this.database = database;
        this.settings = settings;
        this.node =
                environment.getProperty(
                        "liuhen.query.node", ManagementFactory.getRuntimeMXBean().getName());
    }

    /** What this instance is called among the others: {@code liuhen.query.node}. */
    public String node() {
        return node;
    }

    @Override
    public int getMaxSegments(String processingGroup) {
        return Math.ceilDiv(settings.segments(), instances);
    }

    @Override
    public void start() {
        running = true;
        if (settings.isKafka()) {
            look();
            var _ = beat.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            instances =
                    database.sql(
                                    """
                                    WITH seen AS (
                                        INSERT INTO view.instance (node, seen_at)
                                        VALUES (:node, clock_timestamp())
                                        ON CONFLICT (node) DO UPDATE SET seen_at = excluded.seen_at)
                                    SELECT 1 + count(*) FROM view.instance
                                    WHERE node <> :node
                                      AND seen_at > clock_timestamp() - make_interval(secs => :alive)\
                                    """)
                            .param("node", node)
                            .param("alive", ALIVE.toSeconds())
                            .query(Integer.class)
                            .single();
        } catch (DataAccessException e) {
            LOG.debug("not known who else reads", e);
        }
    }

    /** Before the readers, which ask how many segments they may have. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** The others need not wait until it is missed. */
    @Override
    public void stop() {
        running = false;
        beat.shutdownNow();
        if (settings.isKafka()) {
            try {
                database.sql("DELETE FROM view.instance WHERE node = ?").param(node).update();
            } catch (DataAccessException e) {
                LOG.debug("not taken leave of", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
