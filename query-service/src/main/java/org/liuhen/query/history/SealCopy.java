package org.liuhen.query.history;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Seals;
import org.liuhen.seal.TilePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the command side has sealed, as far as it was told: {@code liuhen.seal.url}. It is read
 * every second and kept, so that the trail says the same while the command side is away. Several
 * instances read the same into the same table.
 */
@Component
@ConditionalOnProperty("liuhen.seal.url")
class SealCopy implements Seals, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SealCopy.class);

    private final JdbcClient database;
    private final CommandSideLog log;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("seal-copy").daemon().factory());
    private @Nullable String fault;
    private volatile boolean running;

    SealCopy(JdbcClient database, @Value("${liuhen.seal.url}") URI commandSide) {
        this.database = database;
        this.log = new CommandSideLog(commandSide);
    }

    @Override
    public Set<String> among(Collection<String> eventIds) {
        return new HashSet<>(
                database.sql(
                                """
                                SELECT event_id FROM view.sealed
                                WHERE event_id = ANY (string_to_array(?, ' '))\
                                """)
                        .param(String.join(" ", eventIds))
                        .query(String.class)
                        .list());
    }

    /** Takes what is sealed and not known here. */
    void read() throws IOException, InterruptedException {
        long size = log.size();
        long known = known();
        while (known < size) {
            long bundle = known / TilePath.FULL;
            long first = bundle * TilePath.FULL;
            int width = (int) Math.min(TilePath.FULL, size - first);
            List<String> events = log.events(new TilePath(0, bundle, width));
            keep(known, events.subList((int) (known - first), width));
            known = first + width;
        }
    }

    private long known() {
        return database.sql("SELECT coalesce(max(index) + 1, 0) FROM view.sealed")
                .query(Long.class)
                .single();
    }

    private void keep(long first, List<String> events) {
        database.sql(
                        """
                        INSERT INTO view.sealed (index, event_id)
                        SELECT ? + place - 1, event_id
                        FROM unnest(string_to_array(?, ' ')) WITH ORDINALITY AS e (event_id, place)
                        ON CONFLICT DO NOTHING\
                        """)
                .params(first, String.join(" ", events))
                .update();
    }

    private void look() {
        try {
            read();
            if (fault != null) {
                LOG.info("it is known again what is sealed");
            }
            fault = null;
        } catch (IOException | DataAccessException | Malformed e) {
            tell(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "it is not known what is sealed", e); // a schedule ends with its first failure
        }
    }

    /** Once, until it is another. */
    private void tell(String what) {
        if (!what.equals(fault)) {
            LOG.warn("it is not known at the moment what is sealed: {}", what);
        }
        fault = what;
    }

    @Override
    public void start() {
        running = true;
        var _ = looking.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
        log.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
