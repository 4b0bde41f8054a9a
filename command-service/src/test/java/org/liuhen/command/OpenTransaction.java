package org.liuhen.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.TestDatabase;

/** A transaction that writes events straight into the record, and ends when it is told to. */
public final class OpenTransaction implements AutoCloseable {
    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    public static OpenTransaction on(TestDatabase database) throws SQLException {
        DatabaseSettings settings = database.settings();
        Connection connection =
                DriverManager.getConnection(
                        settings.url(), settings.username(), settings.password());
        connection.setAutoCommit(false);
        return new OpenTransaction(connection);
    }

    /** The first event of a report of its own. */
    public OpenTransaction insert(String id) throws SQLException {
        return insert(id, "report of " + id, 0);
    }

    public OpenTransaction insert(String id, String report, int sequence) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        VALUES (?, ?, ?, 'report', ?, 'report-forwarded', '1', '{}', '{}')\
                        """)) {
            statement.setString(1, id);
            statement.setString(2, report);
            statement.setInt(3, sequence);
            statement.setString(4, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            statement.executeUpdate();
        }
        return this;
    }

    public OpenTransaction execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
