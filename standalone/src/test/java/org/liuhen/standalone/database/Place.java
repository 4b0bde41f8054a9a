package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.database.FreePort;

/** A directory and a port of a test's own; the programs are unpacked once for all tests. */
record Place(Path directory, int port) {
    static final Path BINARIES = Path.of("target", "postgres-binaries");

    /** The blank in the name goes through the shell that starts the server. */
    static Place below(Path parent) throws IOException {
        return new Place(parent.resolve("the data"), FreePort.next());
    }

    EmbeddedSettings settings() {
        return EmbeddedSettings.in(directory).withPort(port).withBinaries(BINARIES);
    }

    EmbeddedDatabase open() {
        return EmbeddedDatabase.open(settings());
    }

    Path cluster() {
        return directory.resolve("postgres");
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.url(), database.username(), database.password());
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection c = connect(database);
                Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    static List<String> column(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection c = connect(database);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
