package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.database.FreePort;
import org.liuhen.standalone.backup.Backup;
import org.liuhen.standalone.backup.Restore;
import org.liuhen.standalone.upkeep.Upkeep;

/** The commands {@code backup} and {@code restore}, on a database that is written to meanwhile. */
class RestoreTest {
    private static final String LINES = "select number from line order by number";

    private final AtomicInteger written = new AtomicInteger();
    private volatile boolean enough;

    @TempDir private Path temp;
    private Place place;
    private Path backups;

    @BeforeEach
    void choosePlace() throws Exception {
        place = Place.below(temp);
        backups = Files.createDirectory(temp.resolve("the backups"));
    }

    @Test
    void whatWasCommittedUntilAMomentIsThereAgainAndNothingElse() throws Exception {
        List<String> untilThen;
        Instant then;
        List<String> all;
        try (EmbeddedDatabase database = open()) {
            Place.execute(database, "create table line (number int)");
            Thread writer = Thread.ofPlatform().start(() -> write(database));
            await().until(() -> written.get() > 100);
            Said said = run("backup", place.directory(), backups.toString());
            assertThat(said.code).as(said.text).isZero();
            assertThat(said.text).contains("已备份到", "以后的任一时刻", "log.key 不在备份中");
            int meanwhile = written.get();
            await().until(() -> written.get() > meanwhile + 100);
            enough = true;
            writer.join();
            untilThen = Place.column(database, LINES);
            then = Instant.now();
            for (int segment = 1; segment <= 2; segment++) { // of the log, besides the backup's own
                Place.execute(database, "insert into line values (%d)".formatted(-segment));
                Place.execute(database, "select pg_switch_wal()");
            }
            all = Place.column(database, LINES);
        }
        assertThat(untilThen).hasSize(written.get());

        Path toThen = temp.resolve("to then");
        done(run("restore", toThen, backups.toString(), "--to=" + then));
        assertThat(lines(toThen)).isEqualTo(untilThen);
        Path toTheEnd = temp.resolve("to the end");
        done(run("restore", toTheEnd, backups.toString()));
        assertThat(lines(toTheEnd)).isEqualTo(all);

        refused(run("restore", toThen, backups.toString()), "里已有数据");
        Path free = temp.resolve("free");
        refused(run("restore", free, backups.toString(), "--to=yesterday"), "看不懂时间");
        refused(run("restore", free, backups.toString(), "--to=2099-01-01 00:00"), "将来");
        refused(run("restore", free, backups.toString(), "--to=2020-01-01 00:00"), "恢复不到");
        refused(run("restore", free, backups.toString(), "--too=x"), "--too");
        refused(run("restore", free, temp.resolve("nowhere").toString()), "没有目录");
        refused(run("restore", free, backups.toString(), "--to"), "--to");
        refused(run("backup", free, backups.toString()), "没有运行");
        damaged(free);
        gaps(free);
        assertThat(free).doesNotExist();
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.contains(".restoring-"));
        }
    }

    private void damaged(Path free) throws Exception {
        Path base = base();
        Path whole = Files.copy(base, temp.resolve("whole.tar.gz"));
        try (RandomAccessFile file = new RandomAccessFile(base.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int was = file.read();
            file.seek(file.length() / 2);
            file.write(was ^ 1);
        }
        refused(run("restore", free, backups.toString()), "已损坏");
        try (RandomAccessFile file = new RandomAccessFile(base.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        refused(run("restore", free, backups.toString()), "已损坏");
        Files.copy(whole, base, StandardCopyOption.REPLACE_EXISTING);

        Path manifest = base.resolveSibling("backup_manifest");
        String was = Files.readString(manifest);
        Files.writeString(manifest, was.replaceFirst("\"Size\": \\d", "\"Size\": 7"));
        refused(run("restore", free, backups.toString()), "已损坏");
        Files.writeString(manifest, was);
    }

    private void gaps(Path free) throws Exception {
        List<Path> segments = segments();
        Path before = segments.get(segments.size() - 2);
        Path away = Files.move(before, temp.resolve("away"));
        refused(run("restore", free, backups.toString()), "归档的日志缺");
        Files.write(before, new byte[] {1, 2, 3});
        refused(run("restore", free, backups.toString()), "归档的日志缺");
        Files.move(away, before, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(segments.getLast());
        refused(run("restore", free, backups.toString(), "--to=" + Instant.now()), "没有到这个时刻");
    }

    @Test
    void withoutAnArchiveABackupIsRestoredAsItWasWhenItWasFinished() throws Exception {
        try (EmbeddedDatabase database = place.open()) {
            Place.execute(database, "create table line (number int)");
            Place.execute(database, "insert into line values (1)");
            Said said = run("backup", place.directory(), backups.toString());
            assertThat(said.code).as(said.text).isZero();
            assertThat(said.text).contains("只能恢复到", "liuhen.backup.directory");
            Place.execute(database, "insert into line values (2)");
        }
        Path restored = temp.resolve("restored");
        done(run("restore", restored, backups.toString()));
        assertThat(lines(restored)).containsExactly("1");
    }

    @Test
    void ofTheBackupsAsManyAreKeptAsIsSaidAndNoLogFromBefore() throws Exception {
        try (EmbeddedDatabase database = open()) {
            Place.execute(database, "create table line (number int)");
            done(run("backup", place.directory(), backups.toString()));
            Place.execute(database, "insert into line values (1)");
            Said said = run("backup", place.directory(), backups.toString(), "--keep=1");
            done(said);
            assertThat(said.text).contains("已清理旧备份", "已清理用不到的日志");
            Path base = base().getParent();
            try (Stream<Path> kept = Files.list(base.getParent())) {
                assertThat(kept).containsExactly(base);
            }
            assertThat(Files.getPosixFilePermissions(base.getParent()))
                    .as("the whole record is in there")
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(segments().getFirst().getFileName())
                    .hasToString(property(base, "first-segment") + ".gz");
            refused(run("backup", place.directory(), backups.toString(), "--keep=x"), "--keep");
        }
        Path restored = temp.resolve("restored");
        done(run("restore", restored, backups.toString()));
        assertThat(lines(restored)).containsExactly("1");
    }

    /** A disk that is not mounted is not made up for. */
    @Test
    void whereADirectoryIsNotThereNoneIsMade() throws Exception {
        Path nowhere = temp.resolve("nowhere");
        try (EmbeddedDatabase database = open()) {
            Place.execute(database, "create table line (number int)");
            refused(run("backup", place.directory(), nowhere.toString()), "没有目录");
            Files.move(backups, temp.resolve("away"));
            refused(run("backup", place.directory(), backups.toString()), "没有目录");
            Files.createDirectory(backups);
            refused(run("backup", place.directory(), backups.toString()), "请先挂载");
        }
        assertThat(nowhere).doesNotExist();
    }

    /** A trial, or what came of a restore, may be the latest and not what is wanted back. */
    @Test
    void betweenTheBackupsOfTwoDatabasesSomebodyHasToChoose() throws Exception {
        try (EmbeddedDatabase database = open()) {
            Place.execute(database, "create table line (number int)");
            Place.execute(database, "insert into line values (1)");
            done(run("backup", place.directory(), backups.toString()));
        }
        Path first = base().getParent().getParent().getParent();
        Place other = new Place(temp.resolve("the other"), FreePort.next());
        EmbeddedDatabase.open(other.settings().withBackup(backups)).close();
        Path restored = temp.resolve("restored");
        Said said = run("restore", restored, backups.toString());
        refused(said, "2 个数据库的备份");
        assertThat(said.text).contains(first.toString(), "没有基础备份");
        done(run("restore", restored, first.toString()));
        assertThat(lines(restored)).containsExactly("1");
    }

    /** Where the log was kept once and is not now, no more is promised than is there. */
    @Test
    void aDirectoryOfBeforePromisesNothing() throws Exception {
        open().close();
        try (EmbeddedDatabase database = place.open()) {
            Place.execute(database, "create table line (number int)");
            Said said = run("backup", place.directory(), backups.toString());
            done(said);
            assertThat(said.text).contains("只能恢复到");
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files =
                Files.list(base().getParent().getParent().resolveSibling("wal"))) {
            return files.filter(file -> file.toString().matches(".*/[0-9A-F]{24}\\.gz"))
                    .sorted()
                    .toList();
        }
    }

    private static String property(Path backup, String name) throws IOException {
        Properties about = new Properties();
        try (Reader text = Files.newBufferedReader(backup.resolve("backup.properties"))) {
            about.load(text);
        }
        return about.getProperty(name);
    }

    private Path base() throws IOException {
        try (Stream<Path> files =
                Files.find(backups, 5, (file, _) -> file.endsWith("base.tar.gz"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private EmbeddedDatabase open() {
        return EmbeddedDatabase.open(place.settings().withBackup(backups));
    }

    private List<String> lines(Path data) throws Exception {
        EmbeddedSettings settings =
                EmbeddedSettings.in(data).withPort(0).withBinaries(Place.BINARIES);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            return Place.column(database, LINES);
        }
    }

    private void write(EmbeddedDatabase database) {
        try (Connection c = Place.connect(database);
                PreparedStatement insert = c.prepareStatement("insert into line values (?)")) {
            while (!enough) {
                insert.setInt(1, written.get());
                insert.executeUpdate();
                written.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Said(int code, String text) {}

    private static void done(Said said) {
        assertThat(said.code).as(said.text).isZero();
    }

    private static void refused(Said said, String sentence) {
        assertThat(said.code).as(said.text).isEqualTo(1);
        assertThat(said.text).contains(sentence).doesNotContain("Exception");
    }

    private static Said run(String command, Path data, String... more) {
        StringWriter text = new StringWriter();
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(more));
        line.add("--liuhen.data-directory=" + data);
        line.add("--liuhen.database.binaries=" + Place.BINARIES);
        int code =
                new Upkeep(List.of(new Backup(), new Restore()))
                        .run(new PrintWriter(text), line.toArray(String[]::new));
        return new Said(code, text.toString());
    }
}
