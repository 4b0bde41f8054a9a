package org.liuhen.command.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Which process relays: the one that has a lock of the database's, for as long as its connection
 * lives. Each time it passes on, the producer of the one before is fenced off; so it is kept while
 * there is nothing to send.
 */
final class Turn implements AutoCloseable {
    private static final int LOCK = "liuhen.relay.turn".hashCode();
    private static final int VALID_WITHIN_SECONDS = 5;

    /** A machine that is gone without a word is found out in half a minute. */
    private static final List<String> FIND_OUT =
            List.of(
                    "SET tcp_keepalives_idle = 10",
                    "SET tcp_keepalives_interval = 5",
                    "SET tcp_keepalives_count = 4");

    private final DataSource database;
    private @Nullable Connection ours;

    Turn(DataSource database) {
        this.database = database;
    }

    /** Whether it still is this process's. */
    synchronized boolean isOurs() {
        try {
            if (ours != null && ours.isValid(VALID_WITHIN_SECONDS)) {
                return true;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        close();
        return false;
    }

    /** Takes it, unless another process has it. */
    synchronized boolean take() {
        Connection connection = DataSourceUtils.getConnection(database);
        try (Statement statement = connection.createStatement()) {
            if (!tells(statement, "SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                connection.close();
                return false;
            }
            ours = connection;
            for (String setting : FIND_OUT) {
                statement.execute(setting);
            }
            return true;
        } catch (SQLException e) {
            JdbcUtils.closeConnection(connection);
            ours = null;
            throw failed(e);
        }
    }

    private static boolean tells(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static RuntimeException failed(SQLException e) {
        RuntimeException translated =
                new SQLStateSQLExceptionTranslator().translate("whose turn it is", null, e);
        return translated == null ? new RelayFailed(String.valueOf(e.getMessage()), e) : translated;
    }

    /** Leaves it to others. */
    @Override
    public synchronized void close() {
        Connection connection = ours;
        ours = null;
        if (connection == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException broken) {
            // then the lock has ended with it
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }
}
