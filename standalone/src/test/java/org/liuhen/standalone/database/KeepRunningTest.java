package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A server that ends unasked is started again, and where that cannot be, somebody is told. */
class KeepRunningTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @TempDir Path temp;
    private Place place;
    private final BlockingQueue<CannotStart> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void choosePlace() throws Exception {
        place = Place.below(temp);
    }

    @Test
    void aKilledServerIsStartedAgainInItsPlace() throws Exception {
        try (EmbeddedDatabase database = place.open()) {
            database.keepRunning(FOR_EVER, told::add);
            Place.execute(database, "create table note as select '留痕' as words");
            for (int time = 0; time < 2; time++) {
                killServer();
                await().atMost(LONGEST)
                        .ignoreExceptionsInstanceOf(SQLException.class)
                        .until(
                                () -> Place.column(database, "select words from note"),
                                List.of("留痕")::equals);
            }
        }
        assertThat(told).isEmpty();
        assertThat(Postmaster.recordedIn(place.cluster())).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSessionThatHoldsOnIsWaitedFor() throws Exception {
        try (EmbeddedDatabase database = place.open();
                Connection connection = Place.connect(database)) {
            long session = connection.unwrap(PGConnection.class).getBackendPID();
            database.keepRunning(FOR_EVER, told::add);
            Signals.stop(session);
            try {
                killServer();
                await().atMost(LONGEST)
                        .until(() ->
                                Files.readString(place.directory().resolve("postgres.log"))
                                        .contains(Diagnosis.STILL_ATTACHED));
                Signals.goOn(session);
                untilItAnswers(database);
            } finally {
                ProcessHandle.of(session).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void oneThatCannotBeStartedIsToldOnceWithTheReason() throws Exception {
        try (EmbeddedDatabase database = place.open()) {
            database.keepRunning(Duration.ZERO, told::add);
            spoil();
            killServer();
            CannotStart why = told.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
            assertThat(why).isNotNull().hasMessageContaining("nonsense");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void closingEndsWhatIsStillTried() throws Exception {
        String right;
        try (EmbeddedDatabase database = place.open()) {
            database.keepRunning(FOR_EVER, told::add);
            right = spoil();
            killServer();
            await().atMost(LONGEST)
                    .until(() ->
                            Files.readString(place.directory().resolve("postgres.log"))
                                    .contains("nonsense"));
        }
        assertThat(told).isEmpty();
        Files.writeString(settings(), right);
        try (EmbeddedDatabase database = place.open()) {
            assertThat(Place.column(database, "select 1")).containsExactly("1");
        }
    }

    private static void untilItAnswers(EmbeddedDatabase database) {
        await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> Place.column(database, "select 1"), List.of("1")::equals);
    }

    /** Kill -9 of the server alone. */
    private void killServer() throws Exception {
        long server = Postmaster.recordedIn(place.cluster()).orElseThrow().pid();
        ProcessHandle.of(server).orElseThrow().destroyForcibly();
    }

    /** Settings that no server starts with; returns what they were. */
    private String spoil() throws Exception {
        String right = Files.readString(settings());
        Files.writeString(settings(), "nonsense = 1\n", StandardOpenOption.APPEND);
        return right;
    }

    private Path settings() {
        return place.cluster().resolve("postgresql.conf");
    }
}
