package org.liuhen.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the other instances what a reader of this one has made visible, and hears the same from
 * them, through the database they share. Where one process does all the reading there is nobody to
 * tell. What is missed while the database is away is found by looking: see {@link Arrivals}.
 */
@Component
final class Announcements implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int LISTEN_MS = 500;
    private static final int AFTER_A_FAULT_MS = 1_000;

    private final boolean shared;
    private final JdbcClient database;
    private final DataSource connections;
    private final Arrivals arrivals;
    private @Nullable CountDownLatch ending;

    Announcements(
            FeedSettings settings, JdbcClient database, DataSource connections, Arrivals arrivals) {
        this.shared = settings.isKafka();
        this.database = database;
        this.connections = connections;
        this.arrivals = arrivals;
    }

    /** Once the transaction commits. */
    void announce(String reader, Collection<String> reports) {
        if (shared) {
            database.sql("SELECT pg_notify('arrived', ? || ' ' || r) FROM unnest(?::text[]) r")
                    .params(reader, reports.toArray(String[]::new))
                    .query(String.class)
                    .list();
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch latch = new CountDownLatch(1);
        ending = latch;
        if (shared) {
            Thread.ofPlatform().name("announcements").daemon().start(() -> listenUntil(latch));
        }
    }

    private void listenUntil(CountDownLatch latch) {
        try {
            while (latch.getCount() > 0) {
                try (Connection connection = connections.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN arrived");
                    hear(connection.unwrap(PGConnection.class), latch);
                    statement.execute("UNLISTEN arrived");
                } catch (SQLException e) {
                    LOG.debug("nothing is heard from other instances", e);
                    latch.await(AFTER_A_FAULT_MS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(PGConnection connection, CountDownLatch latch) throws SQLException {
        while (latch.getCount() > 0) {
            PGNotification[] heard = connection.getNotifications(LISTEN_MS);
            if (heard != null) {
                for (PGNotification each : heard) {
                    String[] said = each.getParameter().split(" ", 2);
                    arrivals.arrived(said[0], said[1]);
                }
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (ending != null) {
            ending.countDown();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return ending != null && ending.getCount() > 0;
    }
}
