package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.standalone.backup.Watched;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The write-ahead log on its way to where it is kept. */
class ArchivingTest {
    @TempDir private Path temp;

    @Test
    void aLogThatCannotBeKeptShowsAndGoesOnWhenItCan() throws Exception {
        Path backups = Files.createDirectory(temp.resolve("the backups"));
        EmbeddedSettings settings = Place.below(temp).settings().withBackup(backups);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            LiveCluster live = LiveCluster.in(settings.dataDirectory()).orElseThrow();
            Path wal = live.keptIn().orElseThrow().resolve("wal");
            Watched watched = new Watched(database, live);
            assertThat(watched.health().getStatus()).isEqualTo(Status.UP);

            Files.move(wal, wal.resolveSibling("away"));
            Place.execute(database, "create table line (number int)");
            Place.execute(database, "select pg_switch_wal()");
            await().until(() -> watched.health().getStatus().equals(Status.DOWN));
            Health down = watched.health();
            assertThat(String.valueOf(down.getDetails().get("failing")))
                    .contains(backups.toString(), "占满");
            assertThat(down.getDetails().get("waiting")).isNotEqualTo(0L);
            assertThat(watched.scraped())
                    .contains("liuhen_archive_failing 1.0")
                    .contains(askedFor())
                    .doesNotContain("liuhen_archive_waiting_segments 0.0");

            Files.move(wal.resolveSibling("away"), wal);
            Place.execute(database, "insert into line values (1)");
            Place.execute(database, "select pg_switch_wal()"); // it need not wait for its next try
            await().until(() ->
                    watched.health().getStatus().equals(Status.UP)
                            && Long.valueOf(0)
                                    .equals(watched.health().getDetails().get("waiting")));
        }
    }

    /** What alerts and panels ask of this database's archive. */
    private static Set<String> askedFor() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("grafana/liuhen.json", "prometheus/alerts.yml")) {
            Pattern.compile("liuhen_(archive|backup)_[a-z_]+")
                    .matcher(Files.readString(Path.of("..", "docker").resolve(file)))
                    .results()
                    .forEach(found -> names.add(found.group()));
        }
        assertThat(names).hasSize(3);
        return names;
    }

    /** Health is asked most where the database is away. */
    @Test
    void whileTheDatabaseIsAwayItsHealthIsStillAnswered() throws Exception {
        Path backups = Files.createDirectory(temp.resolve("the backups"));
        EmbeddedSettings settings = Place.below(temp).settings().withBackup(backups);
        Watched watched;
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            watched = new Watched(database, LiveCluster.in(settings.dataDirectory()).orElseThrow());
        }
        assertThat(watched.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() throws Exception {
        Path backups = temp.resolve("not mounted");
        EmbeddedSettings settings = Place.below(temp).settings().withBackup(backups);
        CannotStart told =
                catchThrowableOfType(CannotStart.class, () -> EmbeddedDatabase.open(settings));
        assertThat(told.getMessage()).contains(backups.toString(), "liuhen.backup.directory");
        assertThat(backups).doesNotExist();
    }

    /** Another segment under a name that is taken is another cluster's: neither is lost. */
    @Test
    void whatIsKeptIsNeverOverwritten() throws Exception {
        Path backups = Files.createDirectory(temp.resolve("the backups"));
        EmbeddedSettings settings = Place.below(temp).settings().withBackup(backups);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            LiveCluster live = LiveCluster.in(settings.dataDirectory()).orElseThrow();
            String segment =
                    Place.column(database, "select pg_walfile_name(pg_current_wal_lsn())")
                            .getFirst();
            Path kept = live.keptIn().orElseThrow().resolve("wal").resolve(segment + ".gz");
            Files.writeString(kept, "another's");
            Place.execute(database, "create table line (number int)");
            Place.execute(database, "select pg_switch_wal()");
            Watched watched = new Watched(database, live);
            await().until(() -> watched.health().getStatus().equals(Status.DOWN));
            assertThat(Files.readString(kept)).isEqualTo("another's");
        }
    }
}
