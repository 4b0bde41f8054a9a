package org.liuhen.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every reader made again from the first event, beside plainly reading all events. */
final class Rebuilds {
    private static final int FETCHED_AT_ONCE = 1_000;

    private final Office office;
    private final List<Rebuild> rounds = new ArrayList<>();

    Rebuilds(Office office) {
        this.office = office;
    }

    /** In events per second. */
    record Rebuild(double scanned, double rebuilt) {
        double ratio() {
            return rebuilt / scanned;
        }
    }

    void measure() throws SQLException {
        office.startReaders();
        office.awaitReaders();
        double scanned = scan();
        office.resetReaders();
        long events = office.head();
        long start = System.nanoTime();
        office.startReaders();
        office.awaitReaders();
        rounds.add(new Rebuild(scanned, perSecond(events, start)));
    }

    List<Rebuild> rounds() {
        return rounds;
    }

    private double scan() throws SQLException {
        long start = System.nanoTime();
        long events = 0;
        try (Connection connection = office.pool().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM record.event ORDER BY position")) {
                select.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet row = select.executeQuery()) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int i = 1; i <= columns; i++) {
                            row.getObject(i);
                        }
                        events++;
                    }
                }
            }
            connection.commit();
        }
        return perSecond(events, start);
    }

    private static double perSecond(long events, long start) {
        return events * 1e9 / (System.nanoTime() - start);
    }
}
