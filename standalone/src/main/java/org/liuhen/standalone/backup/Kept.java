package org.liuhen.standalone.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.liuhen.standalone.upkeep.NotDone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A base backup that was finished, and what it says of itself in {@code backup.properties}.
 *
 * @param directory where it lies
 * @param finished as the database's clock had it: from then on it can be brought to any moment
 * @param firstSegment of the write-ahead log, where a recovery begins
 * @param lastSegment that lies in the backup itself
 * @param segmentBytes how long a segment is
 * @param logKey the public key of the sealed log; empty where there was none
 */
record Kept(
        Path directory,
        Instant finished,
        String firstSegment,
        String lastSegment,
        long segmentBytes,
        String logKey) {
    /** Below a cluster's own directory, or the one that was said: where base backups lie. */
    static final String BASE = "base";

    static final String CLUSTER = "base.tar.gz";
    static final String WAL = "pg_wal.tar.gz";
    static final String PASSWORD = "postgres.password";
    static final String ABOUT = "backup.properties";
    static final String UNFINISHED = ".part";

    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    /** What {@link #read} reads. */
    String about() throws IOException {
        Properties about = new Properties();
        about.setProperty("form", "1");
        about.setProperty("finished", finished.toString());
        about.setProperty("first-segment", firstSegment);
        about.setProperty("last-segment", lastSegment);
        about.setProperty("segment-bytes", Long.toString(segmentBytes));
        about.setProperty("log-key", logKey);
        StringWriter text = new StringWriter();
        about.store(text, "Liuhen base backup");
        return text.toString();
    }

    static Kept read(Path directory) throws IOException {
        Properties about = new Properties();
        try (Reader text = Files.newBufferedReader(directory.resolve(ABOUT))) {
            about.load(text);
            return new Kept(
                    directory,
                    Instant.parse(about.getProperty("finished", "")),
                    about.getProperty("first-segment", ""),
                    about.getProperty("last-segment", ""),
                    Long.parseLong(about.getProperty("segment-bytes", "")),
                    about.getProperty("log-key", ""));
        } catch (IllegalArgumentException | DateTimeParseException _) {
            throw new NotDone("备份 %s 已损坏：看不懂 %s。请换用另一份备份。".formatted(directory, ABOUT));
        }
    }

    /**
     * Those that lie side by side in a directory, the oldest first; what cannot be read is not one.
     */
    static List<Kept> in(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        List<Kept> found = new ArrayList<>();
        try (Stream<Path> backups = Files.list(base)) {
            for (Path backup : backups.filter(Kept::isFinished).toList()) {
                try {
                    found.add(read(backup));
                } catch (NotDone e) {
                    LOG.warn(e.getMessage());
                }
            }
        }
        found.sort(Comparator.comparing(Kept::finished));
        return found;
    }

    /** Whether there is a whole one in this directory. */
    static boolean isFinished(Path backup) {
        return Files.exists(backup.resolve(ABOUT)) && !backup.toString().endsWith(UNFINISHED);
    }

    /** The segments that follow, where the cluster it is of had them kept. */
    Segments segments() {
        Optional<Path> cluster = Optional.ofNullable(directory.toAbsolutePath().getParent());
        Path own = cluster.map(base -> base.resolveSibling(Backups.WAL)).orElse(directory);
        return new Segments(own, segmentBytes);
    }
}
