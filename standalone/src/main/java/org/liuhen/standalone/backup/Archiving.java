package org.liuhen.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the write-ahead log is kept as it grows, and what a restore could begin with. */
final class Archiving {
    private final JdbcClient database;
    private final Path status;
    private final Path keptIn;

    /**
     * Of the cluster that serves.
     *
     * @param keptIn the directory of its own among the backups
     */
    Archiving(JdbcClient database, Path cluster, Path keptIn) {
        this.database = database;
        this.status = cluster.resolve("pg_wal").resolve("archive_status");
        this.keptIn = keptIn;
    }

    Path keptIn() {
        return keptIn;
    }

    /** Since when it fails, and with which segment; empty where the last was kept. */
    Optional<Failing> failing() {
        return database.sql(
                        """
                        SELECT last_failed_wal, last_failed_time FROM pg_stat_archiver
                        WHERE last_failed_time > coalesce(last_archived_time, '-infinity')\
                        """)
                .query((row, _) -> new Failing(row.getString(1), row.getTimestamp(2).toInstant()))
                .optional();
    }

    /** The segment that could not be kept, and when it was tried last. */
    record Failing(String segment, Instant at) {}

    /** How many segments wait to be kept; until they are, they take up the database's own disk. */
    long waiting() {
        try (Stream<Path> files = Files.list(status)) {
            return files.filter(file -> file.toString().endsWith(".ready")).count();
        } catch (IOException _) {
            return 0; // the server has yet to make it
        }
    }

    /** When the newest base backup of this cluster was finished. */
    Optional<Instant> newestBackup() {
        try {
            List<Kept> all = Kept.in(keptIn.resolve(Kept.BASE));
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().finished());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** How old it is; where there is none, how long there could have been one. */
    Duration age(Instant now) {
        return Duration.between(newestBackup().orElseGet(this::began), now);
    }

    private Instant began() {
        try {
            return Files.getLastModifiedTime(status.resolveSibling("..").resolve("PG_VERSION"))
                    .toInstant();
        } catch (IOException _) {
            return Instant.EPOCH;
        }
    }
}
