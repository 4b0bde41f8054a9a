package org.liuhen.verifier.views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One moment of one database, read and never changed. */
final class Snapshot implements AutoCloseable {
    private static final int FETCHED = 500;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    /** The present moment. */
    static Snapshot of(Connection connection) throws SQLException {
        Snapshot snapshot = begun(connection);
        snapshot.run("SELECT 1");
        return snapshot.plain();
    }

    /** The moment of another connection to the same database, as it exported it. */
    static Snapshot of(Connection connection, String exported) throws SQLException {
        Snapshot snapshot = begun(connection);
        snapshot.run("SET TRANSACTION SNAPSHOT '%s'".formatted(exported.replace("'", "''")));
        return snapshot.plain();
    }

    private static Snapshot begun(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return new Snapshot(connection);
    }

    /** Shows everything there is, in one form. */
    private Snapshot plain() throws SQLException {
        run("SET search_path = pg_catalog");
        run("SET row_security = off");
        run("SET TimeZone = 'UTC'");
        run("SET DateStyle = 'ISO'");
        return this;
    }

    Connection connection() {
        return connection;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows, a few at a time. */
    PreparedStatement cursor(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        return statement;
    }

    List<String> texts(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                all.add(String.valueOf(row.getString(1)));
            }
        }
        return all;
    }

    /** Those that are no plain tables, which show everybody all their rows. */
    List<String> odd(List<String> tables) throws SQLException {
        return texts(
                """
                SELECT t.name FROM (VALUES %s) AS t (name)
                LEFT JOIN pg_class c ON c.oid = to_regclass(t.name)
                WHERE c.oid IS NULL OR c.relkind <> 'r' OR c.relrowsecurity OR c.relispartition
                   OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
                   OR EXISTS (SELECT FROM pg_inherits i
                              WHERE c.oid IN (i.inhparent, i.inhrelid))\
                """
                        .formatted(
                                tables.stream()
                                        .map("('%s')"::formatted)
                                        .collect(Collectors.joining(", "))));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
