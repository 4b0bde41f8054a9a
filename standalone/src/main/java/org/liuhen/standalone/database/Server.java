package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The started server as its owner sees it through SQL. */
record Server(DataDirectory directory, int port, String password) {
    /** PostgreSQL's code {@code cannot_connect_now}. */
    private static final String NOT_NOW = "57P03";

    /** PostgreSQL's class of codes for nobody who answers. */
    private static final String NO_CONNECTION = "08";

    private static final String EVERYBODY_ELSE =
            "select count(*) from pg_stat_activity"
                    + " where backend_type = 'client backend' and pid <> pg_backend_pid()";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes the database when missing, and believes nothing about its durability unread. */
    void prepare() throws IOException {
        try {
            try (Connection c = connect("postgres")) {
                requireOurs(c);
                if (one(c, "select count(*) from pg_database where datname = 'liuhen'")
                        .equals("0")) {
                    execute(
                            c,
                            "create database liuhen template template0 encoding 'UTF8' locale 'C'");
                }
            }
            try (Connection c = connect(EmbeddedDatabase.DATABASE)) {
                for (String setting : Options.DURABLE) {
                    String value = one(c, "show " + setting);
                    if (!value.equals("on")) {
                        throw CannotStart.notDurable(setting, value);
                    }
                }
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /** Whether it takes nobody in: it is on its way through the write-ahead log, or has ended. */
    boolean isShut() {
        try (Connection _ = connect("postgres")) {
            return false;
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            return state.equals(NOT_NOW) || state.startsWith(NO_CONNECTION);
        }
    }

    /** How many sessions there are besides this one. */
    int clients() throws SQLException {
        try (Connection c = connect("postgres")) {
            return Integer.parseInt(one(c, EVERYBODY_ELSE));
        }
    }

    private void requireOurs(Connection connection) throws SQLException, IOException {
        Path answered = Path.of(one(connection, "show data_directory"));
        if (!Files.isSameFile(answered, directory.cluster())) {
            throw CannotStart.portTaken(port);
        }
    }

    private CannotStart explain(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return CannotStart.passwordLost(directory.password());
        }
        return state.equals("53100")
                ? CannotStart.diskFull(directory.path())
                : CannotStart.failed(String.valueOf(e.getMessage()), directory.log(), e);
    }

    /** For questions that are answered at once. */
    private Connection connect(String database) throws SQLException {
        return connect(database, "60");
    }

    /** For whatever takes its time. */
    Connection session(String database) throws SQLException {
        return connect(database, "0");
    }

    private Connection connect(String database, String seconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedDatabase.OWNER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url(database), properties);
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
