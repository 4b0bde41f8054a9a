package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final String COUNTING =
            "select pid from pg_stat_activity where state = 'active' and query like 'select count(%'";

    @TempDir Path temp;
    private Place place;

    @BeforeEach
    void choosePlace() throws Exception {
        place = Place.below(temp);
    }

    @Test
    void everyCommittedRowSurvivesAKilledJvmAndItsServerIsStopped() throws Exception {
        Forked writer = Forked.at(place);
        try (writer) {
            writer.untilItSaid("committed", 200).kill();
        }
        ProcessHandle orphan = ProcessHandle.of(postmaster()).orElseThrow();
        assertThat(orphan.isAlive()).isTrue();
        try (EmbeddedDatabase database = place.open()) {
            await().until(() -> !orphan.isAlive());
            assertThat(rows(database)).containsAll(writer.said("committed"));
        }
    }

    @Test
    void everyCommittedRowSurvivesAKilledServer() throws Exception {
        Forked writer = Forked.at(place);
        try (writer) {
            writer.untilItSaid("committed", 200);
            ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
            writer.kill();
        }
        try (EmbeddedDatabase database = place.open()) {
            assertThat(rows(database)).containsAll(writer.said("committed"));
            assertThat(Files.readString(place.directory().resolve("postgres.log")))
                    .contains("automatic recovery in progress");
        }
    }

    @Test
    void aSessionStillAtWorkAfterItsServerWasKilledIsWaitedFor() throws Exception {
        try (EmbeddedDatabase killed = place.open()) {
            Thread.ofVirtual().start(() -> count(killed));
            await().until(() -> !Place.column(killed, COUNTING).isEmpty());
            ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
        }
        try (EmbeddedDatabase database = place.open()) {
            assertThat(Place.column(database, "select 1")).containsExactly("1");
            assertThat(Files.readString(place.directory().resolve("postgres.log")))
                    .contains(Diagnosis.STILL_ATTACHED);
        }
    }

    @Test
    void aProcessThatOnlyHasTheSameNumberIsLeftAlone() throws Exception {
        place.open().close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            leaveBehind(stranger.pid());
            try (EmbeddedDatabase database = place.open()) {
                assertThat(Place.column(database, "select 1")).containsExactly("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aServerOfAnotherDirectoryIsLeftAlone() throws Exception {
        Place other = Place.below(temp.resolve("other"));
        place.open().close();
        try (EmbeddedDatabase running = other.open()) {
            // As in a copy of a directory that was made while its server ran.
            Files.copy(Postmaster.file(other.cluster()), Postmaster.file(place.cluster()));
            try (EmbeddedDatabase database = place.open()) {
                assertThat(Place.column(database, "select 1")).containsExactly("1");
            }
            assertThat(Place.column(running, "select 1")).containsExactly("1");
        }
    }

    @Test
    void aJvmThatEndsStopsTheServerAfterTheConnections() throws Exception {
        try (Forked writer = Forked.at(place)) {
            writer.untilItSaid("committed", 1).end();
            assertThat(writer.said("lost")).isEmpty();
            assertThat(writer.said("finished")).as(writer.toString()).hasSize(1);
        }
        assertThat(Postmaster.recordedIn(place.cluster())).isEmpty();
        try (EmbeddedDatabase database = place.open()) {
            assertThat(rows(database)).contains("committed -1");
        }
    }

    /** Some seconds of work that does not look up to see its server gone. */
    private static void count(EmbeddedDatabase database) {
        try {
            Place.column(database, "select count(*) from generate_series(1, 20000000)");
        } catch (SQLException e) {
            // Its server was killed.
        }
    }

    private long postmaster() throws Exception {
        return Postmaster.recordedIn(place.cluster()).orElseThrow().pid();
    }

    private static List<String> rows(EmbeddedDatabase database) throws Exception {
        return Place.column(database, "select 'committed ' || number from line");
    }

    private void leaveBehind(long pid) throws Exception {
        String text =
                pid + "\n" + place.cluster() + "\n1\n" + place.port() + "\n\n127.0.0.1\n\nready\n";
        Files.writeString(Postmaster.file(place.cluster()), text, StandardCharsets.US_ASCII);
    }
}
