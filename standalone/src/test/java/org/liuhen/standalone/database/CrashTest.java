package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class CrashTest {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

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
        Postmaster orphan = Postmaster.recordedIn(place.cluster()).orElseThrow();
        assertThat(orphan.process()).isEqualTo(Postmaster.Is.OURS);
        try (EmbeddedDatabase database = place.open()) {
            untilGone(orphan);
            assertThat(rows(database)).containsAll(writer.said("committed"));
        }
    }

    @Test
    void everyCommittedRowSurvivesAKilledServer() throws Exception {
        Forked writer = Forked.at(place);
        try (writer) {
            writer.untilItSaid("committed", 200);
            killServer();
            writer.kill();
        }
        try (EmbeddedDatabase database = place.open()) {
            assertThat(rows(database)).containsAll(writer.said("committed"));
            assertThat(log()).contains("automatic recovery in progress");
        }
    }

    /**
     * The session is stopped, so it cannot notice that its server is gone, however long it takes.
     */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSessionThatHoldsOnAfterItsServerWasKilledIsWaitedFor() throws Exception {
        try (EmbeddedDatabase killed = place.open();
                Connection connection = Place.connect(killed)) {
            long session = connection.unwrap(PGConnection.class).getBackendPID();
            Signals.stop(session);
            try {
                killServer();
                killed.close();
                CompletableFuture<EmbeddedDatabase> starting =
                        CompletableFuture.supplyAsync(place::open);
                await().atMost(LONGEST_START).until(() -> log().contains(Diagnosis.STILL_ATTACHED));
                assertThat(starting).isNotDone();
                Signals.goOn(session);
                try (EmbeddedDatabase database = starting.get(2, TimeUnit.MINUTES)) {
                    assertThat(Place.column(database, "select 1")).containsExactly("1");
                }
            } finally {
                ProcessHandle.of(session).ifPresent(ProcessHandle::destroyForcibly);
            }
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

    /** Kill -9 of the server alone, until there is no program left in its process. */
    private void killServer() throws Exception {
        Postmaster server = Postmaster.recordedIn(place.cluster()).orElseThrow();
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        untilGone(server);
    }

    /** Whether or not anybody has collected it: in a container there may be nobody who does. */
    private static void untilGone(Postmaster server) {
        await().atMost(LONGEST_START).until(() -> server.process() != Postmaster.Is.OURS);
    }

    private String log() throws IOException {
        return Files.readString(place.directory().resolve("postgres.log"));
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
