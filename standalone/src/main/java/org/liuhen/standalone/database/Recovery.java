package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a cluster that was laid from a backup to where it can be used, without serving anybody.
 */
public final class Recovery {
    private Recovery() {}

    /** What is asked of the recovered database, and how the log tells what was done. */
    public interface Look<T> {
        T at(Connection database, List<String> log) throws SQLException;
    }

    /**
     * Goes through the write-ahead log that was kept, and looks at what came of it.
     *
     * @param settings the data directory, which holds the cluster and its password
     * @param wal where segments are kept, compressed
     * @param to the moment to stop at; to the end where there is none
     * @throws CannotStart where the log ends before that moment, or is damaged; {@link #log} has
     *     what the server said
     */
    public static <T> T run(EmbeddedSettings settings, Path wal, @Nullable Instant to, Look<T> look)
            throws IOException, SQLException {
        DataDirectory directory = DataDirectory.at(settings.dataDirectory());
        try (DirectoryLock _ = DirectoryLock.take(directory.path())) {
            Cluster.existsIn(directory);
            Mode mode = Mode.recovering(wal, to);
            Path binaries = Binaries.in(settings.binaries());
            Programs programs = new Programs(binaries, directory, mode.environment());
            Cluster cluster = new Cluster(directory, programs, mode);
            int port = Port.free(0);
            Server server = new Server(directory, port, OwnerPassword.of(directory));
            Files.createFile(directory.cluster().resolve("recovery.signal"));
            try (StopAtExit _ = new StopAtExit(cluster)) {
                cluster.startAndRecover(port, server);
                server.prepare();
                try (Connection owner = server.session(EmbeddedDatabase.DATABASE)) {
                    return look.at(owner, log(directory.path()));
                }
            } finally {
                cluster.stop();
            }
        }
    }

    /** What the server of this data directory has said. */
    public static List<String> log(Path dataDirectory) throws IOException {
        Path log = new DataDirectory(dataDirectory).log();
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }
}
