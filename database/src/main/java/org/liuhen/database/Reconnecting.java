package org.liuhen.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections for a pool, and while the database is away tries again four times a second: the
 * pool itself would make ever longer pauses, up to five seconds, and everybody would wait for them
 * although the database has long been back.
 */
final class Reconnecting extends DelegatingDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** So long the pool is left to believe that a connection is on its way. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    Reconnecting(DataSource database) {
        super(database);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean told = false;
        while (true) {
            try {
                return super.getConnection(username, password);
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                if (!told) {
                    LOG.warn("the database cannot be reached: {}", e.getMessage());
                    told = true;
                }
                pause(e);
            }
        }
    }

    /** The pool interrupts it when it is closed. */
    private static void pause(SQLException why) throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }
}
