package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The database of another process on this machine, while it runs.
 *
 * @param cluster PostgreSQL's own directory
 * @param passwordFile the password of the database's owner
 * @param keptIn where its write-ahead log is kept, if it is
 */
public record LiveCluster(Path cluster, Path passwordFile, Optional<Path> keptIn, Server server) {

    /**
     * The one that serves from this data directory.
     *
     * @return empty where none runs
     */
    public static Optional<LiveCluster> in(Path dataDirectory) throws IOException {
        Path path = dataDirectory.toAbsolutePath().normalize();
        DataDirectory directory = new DataDirectory(path);
        Optional<Postmaster> recorded = Postmaster.recordedIn(directory.cluster());
        if (recorded.isEmpty() || recorded.get().process() != Postmaster.Is.OURS) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(Postmaster.file(directory.cluster()));
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return Optional.of(
                new LiveCluster(
                        directory.cluster(),
                        directory.password(),
                        WalKeeping.of(directory),
                        new Server(directory, port, OwnerPassword.of(directory))));
    }

    private static final int PORT_LINE = 3;

    /** Whether it keeps its log now; the directory that it once did may still be named. */
    public boolean isArchiving() throws SQLException {
        try (Connection session = connect();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SHOW archive_mode")) {
            row.next();
            return "on".equals(row.getString(1));
        }
    }

    /** A session of the owner's, without a limit on how long a statement may take. */
    public Connection connect() throws SQLException {
        return server.session(EmbeddedDatabase.DATABASE);
    }
}
