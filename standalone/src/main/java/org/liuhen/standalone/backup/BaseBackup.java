package org.liuhen.standalone.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liuhen.seal.KeptFile;
import org.liuhen.standalone.database.LiveCluster;
import org.liuhen.standalone.database.Trees;
import org.liuhen.standalone.upkeep.NotDone;

/**
 * Copies a running cluster, as PostgreSQL's manual says ("low-level base backup"): its files while
 * they change, and the write-ahead log of that time, which makes them fit together again. The slot
 * keeps the log of that time from being recycled, and goes with the session.
 */
final class BaseBackup {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern START =
            Pattern.compile("START WAL LOCATION: (\\S+) \\(file (\\w+)\\)");
    private static final Pattern TIMELINE = Pattern.compile("START TIMELINE: (\\d+)");

    private final LiveCluster live;
    private final String logKey;

    /**
     * Of that cluster.
     *
     * @param logKey the public key of its sealed log; empty where there is none
     */
    BaseBackup(LiveCluster live, String logKey) {
        this.live = live;
        this.logKey = logKey;
    }

    /** Where PostgreSQL says the backup begins and ends. */
    private record Ends(String label, String stop, String lastSegment, Instant finished) {}

    /**
     * Makes it, whole or not at all.
     *
     * @param into the directory for the base backups of this cluster
     */
    Kept make(Path into) throws IOException, SQLException {
        if (!Files.isDirectory(into)) {
            Files.createDirectory(into, Trees.ownerOnly("rwx------"));
        }
        clearWhatWasCutShort(into);
        Path made = into.resolve(NAME.format(Instant.now()));
        Path part = into.resolve(made.getFileName() + Kept.UNFINISHED);
        Files.createDirectory(part, Trees.ownerOnly("rwx------"));
        try {
            Kept kept = fill(part);
            KeptFile.create(part.resolve(Kept.ABOUT), kept.about());
            Files.move(part, made, ATOMIC_MOVE);
            Trees.sync(into);
            return Kept.read(made);
        } catch (IOException | SQLException | RuntimeException e) {
            Trees.delete(part);
            throw e;
        }
    }

    private static void clearWhatWasCutShort(Path into) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(into)) {
            left = all.filter(each -> each.toString().endsWith(Kept.UNFINISHED)).toList();
        }
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        for (Path each : left) {
            if (Files.getLastModifiedTime(each).toInstant().isBefore(yesterday)) {
                Trees.delete(each);
            }
        }
    }

    private Kept fill(Path part) throws IOException, SQLException {
        Manifest manifest = new Manifest();
        try (Connection session = live.connect()) {
            String slot = "liuhen_backup_" + ProcessHandle.current().pid();
            one(session, "SELECT pg_create_physical_replication_slot('%s', true, true)", slot);
            requireNoTablespaces(session);
            one(session, "SELECT pg_backup_start('liuhen', true)");
            Ends ends;
            try (ClusterTar tar = new ClusterTar(part.resolve(Kept.CLUSTER), manifest)) {
                tar.addCluster(live.cluster());
                ends = stop(session);
                tar.add("backup_label", ends.label.getBytes(StandardCharsets.UTF_8));
                tar.finish();
            }
            String bytes =
                    one(session, "SELECT setting FROM pg_settings WHERE name = 'wal_segment_size'");
            Matcher start = find(START, ends.label);
            Kept kept =
                    new Kept(
                            part,
                            ends.finished,
                            start.group(2),
                            ends.lastSegment,
                            Long.parseLong(bytes),
                            logKey);
            copyWal(kept);
            int timeline = Integer.parseInt(find(TIMELINE, ends.label).group(1));
            KeptFile.create(
                    part.resolve(Manifest.FILE),
                    manifest.text(timeline, start.group(1), ends.stop));
            KeptFile.create(part.resolve(Kept.PASSWORD), Files.readString(live.passwordFile()));
            return kept;
        }
    }

    private static void requireNoTablespaces(Connection session) throws SQLException {
        if (!one(session, "SELECT count(*) FROM pg_tablespace").equals("2")) {
            throw new NotDone("数据库用了自建的表空间，本命令只备份数据目录。请撤销表空间，或用 PostgreSQL 自己的 pg_basebackup。");
        }
    }

    /** The log is archived in its own time; here is what the backup cannot do without. */
    private static Ends stop(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT labelfile, lsn::text, pg_walfile_name(lsn),
                                       extract(epoch FROM clock_timestamp()) * 1000
                                FROM pg_backup_stop(wait_for_archive => false)\
                                """)) {
            row.next();
            return new Ends(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4)));
        }
    }

    private void copyWal(Kept kept) throws IOException {
        try (ClusterTar wal = new ClusterTar(kept.directory().resolve(Kept.WAL), new Manifest())) {
            Segments names = kept.segments();
            for (String segment = kept.firstSegment();
                    segment.compareTo(kept.lastSegment()) <= 0;
                    segment = names.next(segment)) {
                wal.addSegment(live.cluster().resolve("pg_wal").resolve(segment), segment);
            }
            wal.finish();
        }
    }

    private static Matcher find(Pattern pattern, String label) {
        Matcher matcher = pattern.matcher(label);
        if (!matcher.find()) {
            throw new IllegalStateException("PostgreSQL labels a backup otherwise: " + label);
        }
        return matcher;
    }

    private static String one(Connection session, String sql, Object... words) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(words))) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
