package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.FreePort;
import org.liuhen.standalone.database.CannotStart.Reason;

class CannotStartTest {
    @TempDir Path temp;
    private Place place;

    @BeforeEach
    void choosePlace() throws Exception {
        place = Place.below(temp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void thePortIsTaken(String address) throws Exception {
        try (ServerSocket other =
                new ServerSocket(place.port(), 1, InetAddress.ofLiteral(address))) {
            refused(
                    place::open,
                    Reason.PORT_TAKEN,
                    "liuhen.database.port",
                    "" + other.getLocalPort());
        }
        assertThat(place.cluster()).doesNotExist();
        place.open().close();
    }

    @Test
    void thePortDoesNotExist() {
        refused(
                () -> EmbeddedSettings.defaults().withPort(70000),
                Reason.PORT_NOT_ALLOWED,
                "liuhen.database.port");
    }

    @Test
    void anotherProcessHasTheDirectory() throws Exception {
        try (Forked other = Forked.at(place)) {
            other.untilItSaid("ready", 1);
            refused(
                    () -> new Place(place.directory(), FreePort.next()).open(),
                    Reason.DIRECTORY_IN_USE,
                    "liuhen.data-directory",
                    "进程 " + other.pid());
            other.end();
        }
        place.open().close();
    }

    @Test
    void thisProcessHasTheDirectoryAndKeepsOutOthersAfterASecondTry() throws Exception {
        try (EmbeddedDatabase database = place.open()) {
            refused(place::open, Reason.DIRECTORY_IN_USE, "本进程");
            try (Forked other = Forked.at(place)) {
                other.untilItSaid("Exception in thread", 1);
                assertThat(other.said("Exception in thread").getFirst())
                        .contains("进程 " + ProcessHandle.current().pid());
            }
            assertThat(Place.column(database, "select 1")).containsExactly("1");
        }
    }

    @Test
    void theDirectoryIsAFile() throws Exception {
        Files.writeString(place.directory(), "");
        refused(place::open, Reason.DIRECTORY_UNUSABLE, "是一个文件", "liuhen.data-directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theDirectoryCannotBeWrittenNotEvenByRoot() {
        refused(
                new Place(Path.of("/proc/liuhen"), place.port())::open,
                Reason.DIRECTORY_UNUSABLE,
                "/proc/liuhen",
                "liuhen.data-directory");
        refused(
                new Place(Path.of("/proc/self"), place.port())::open,
                Reason.DIRECTORY_UNUSABLE,
                "liuhen.data-directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theShellWouldReadTheNameOtherwise() {
        refused(
                new Place(temp.resolve("$HOME"), place.port())::open,
                Reason.DIRECTORY_UNUSABLE,
                "$HOME");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void theDirectoryIsAnotherPostgres() throws Exception {
        Files.createDirectory(place.directory());
        Files.writeString(place.directory().resolve("PG_VERSION"), "18\n");
        refused(place::open, Reason.DIRECTORY_UNUSABLE, "liuhen.data-directory");
        assertThat(place.directory()).isDirectoryNotContaining("glob:**liuhen.lock");
    }

    @Test
    void theClusterIsOfAnotherVersion() throws Exception {
        Files.createDirectories(place.cluster());
        Files.writeString(place.cluster().resolve("PG_VERSION"), "17\n");
        refused(place::open, Reason.OTHER_VERSION, "PostgreSQL 17", "docs/upgrade.md");
        assertThat(Files.readString(place.cluster().resolve("PG_VERSION"))).isEqualTo("17\n");
    }

    @Test
    void theClusterIsIncomplete() throws Exception {
        Files.createDirectories(place.cluster().resolve("base"));
        refused(place::open, Reason.DIRECTORY_UNUSABLE, "备份");
        assertThat(place.cluster().resolve("base")).exists();
    }

    @Test
    void thePasswordIsLostOrAnother() throws Exception {
        place.open().close();
        Path file = place.directory().resolve("postgres.password");
        String right = Files.readString(file);
        Files.writeString(file, "another\n");
        refused(place::open, Reason.PASSWORD_LOST, "postgres.password");
        Files.delete(file);
        refused(place::open, Reason.PASSWORD_LOST, "postgres.password");
        Files.writeString(file, right);
        place.open().close();
    }

    @Test
    void theServerSaysWhyItDoesNotStart() throws Exception {
        place.open().close();
        Files.writeString(place.cluster().resolve("postgresql.conf"), "nonsense = 1\n");
        refused(place::open, Reason.FAILED, "postgres.log", "nonsense");
    }

    @Test
    void theDiskIsFull() {
        refused(
                () -> new DataDirectory(temp).requireSpace(Long.MAX_VALUE),
                Reason.DISK_FULL,
                temp.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FATAL:  could not write to file: No space left on device | DISK_FULL",
                "FATAL:  could not extend file: Disk quota exceeded | DISK_FULL",
                "FATAL:  could not create semaphores: No space left on device | FAILED",
                "LOG:  could not bind IPv4 address: Address already in use | PORT_TAKEN",
                "LOG:  could not bind IPv4 address: Permission denied | PORT_NOT_ALLOWED",
                "pg_ctl: cannot be run as root | RUN_AS_ROOT",
                "initdb: error: cannot be run as root | RUN_AS_ROOT",
                "unshare: failed to execute /d/bin/initdb: Permission denied | DIRECTORY_UNUSABLE",
                "initdb: could not look up effective user ID 1: user does not exist | NO_ACCOUNT",
                "/bin/sh: 1: cannot create /d/postgres.log: Permission denied | DIRECTORY_UNUSABLE",
                "FATAL:  data directory has wrong ownership | DIRECTORY_UNUSABLE",
                "FATAL:  pre-existing shared memory block (key 1) is still in use | DIRECTORY_IN_USE"
            })
    void whatTheProgramsSayIsUnderstood(String said, Reason reason) {
        assertThat(Diagnosis.of(said, new DataDirectory(temp), 1).reason()).isEqualTo(reason);
    }

    private static void refused(ThrowingCallable attempt, Reason reason, String... words) {
        CannotStart told = catchThrowableOfType(CannotStart.class, attempt);
        assertThat(told).isNotNull();
        assertThat(told.reason()).as(told.getMessage()).isEqualTo(reason);
        assertThat(told.getMessage()).contains(List.of(words));
    }
}
