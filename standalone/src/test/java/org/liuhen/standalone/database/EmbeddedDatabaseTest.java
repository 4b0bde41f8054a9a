package org.liuhen.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseTest {
    @TempDir Path temp;

    @Test
    void promisesNothingLessThanAServerOfItsOwn() throws Exception {
        try (EmbeddedDatabase database = Place.below(temp).open()) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "full_page_writes")).isEqualTo("on");
            assertThat(setting(database, "data_checksums")).isEqualTo("on");
            assertThat(setting(database, "wal_level")).isEqualTo("replica");
            assertThat(setting(database, "max_connections")).isEqualTo("100");
            assertThat(setting(database, "shared_buffers")).isEqualTo("128MB");
            assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
            assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(database, "unix_socket_directories")).isEmpty();
            assertThat(setting(database, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(
                            Place.column(
                                    database,
                                    "select datcollate || ' ' || datctype from pg_database"
                                            + " where datname = 'liuhen'"))
                    .containsExactly("C C");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alter system set fsync = off,",
        "alter system set full_page_writes = off,",
        "alter system set synchronous_commit = off,",
        "alter database liuhen set synchronous_commit = off, synchronous_commit",
        "alter role postgres set synchronous_commit = off, synchronous_commit"
    })
    void staysDurableOrDoesNotStartWhateverWasSet(String change, String refused) throws Exception {
        Place place = Place.below(temp);
        try (EmbeddedDatabase database = place.open()) {
            Place.execute(database, change);
        }
        if (refused == null) {
            try (EmbeddedDatabase database = place.open()) {
                for (String setting : Options.DURABLE) {
                    assertThat(setting(database, setting)).as(setting).isEqualTo("on");
                }
            }
        } else {
            assertThatThrownBy(place::open)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(refused);
            assertThat(Postmaster.recordedIn(place.cluster())).isEmpty();
        }
    }

    @Test
    void keepsItsDataAndItsPassword() throws Exception {
        Place place = Place.below(temp);
        String password;
        try (EmbeddedDatabase database = place.open()) {
            password = database.password();
            Place.execute(database, "create table note as select '留痕' as words");
        }
        assertThat(Postmaster.recordedIn(place.cluster())).isEmpty();
        try (EmbeddedDatabase database = place.open()) {
            assertThat(Place.column(database, "select words from note")).containsExactly("留痕");
            assertThat(database.password()).isEqualTo(password).hasSizeGreaterThan(40);
            assertThat(database.url())
                    .isEqualTo("jdbc:postgresql://127.0.0.1:" + place.port() + "/liuhen");
        }
    }

    @Test
    void clearsAwayWhatAStartCutShortHasLeft() throws IOException {
        Place place = Place.below(temp);
        Path left = place.directory().resolve("unfinished-1");
        Files.createDirectories(left.resolve("base"));
        place.open().close();
        assertThat(left).doesNotExist();
        assertThat(place.directory())
                .isDirectoryNotContaining("glob:**unfinished*")
                .isDirectoryContaining("glob:**postgres.password");
    }

    @Test
    void asksForThePassword() throws IOException {
        try (EmbeddedDatabase database = Place.below(temp).open()) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.url(), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
        }
    }

    @Test
    void isReachedFromThisMachineOnly() throws IOException {
        try (EmbeddedDatabase database = Place.below(temp).open()) {
            for (NetworkInterface card :
                    Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(card.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> new Socket(address, database.port()).close())
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void showsItsFilesToItsOwnerOnly() throws IOException {
        Place place = Place.below(temp);
        place.open().close();
        assertThat(permissions(place.directory())).isEqualTo("rwx------");
        assertThat(permissions(place.directory().resolve("postgres.password")))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(
                place.directory().resolve("postgres.password"),
                PosixFilePermissions.fromString("rw-r--r--"));
        place.open().close();
        assertThat(permissions(place.directory().resolve("postgres.password")))
                .isEqualTo("rw-------");
    }

    @Test
    void takesAnyFreePortForZeroAndUnpacksItsProgramsInside() throws Exception {
        Path directory = temp.resolve("data");
        try (EmbeddedDatabase database =
                EmbeddedDatabase.open(EmbeddedSettings.in(directory).withPort(0))) {
            assertThat(database.port()).isPositive();
            assertThat(setting(database, "server_version")).startsWith(Cluster.MAJOR + ".");
            assertThat(directory.resolve("binaries")).isDirectoryContaining("glob:**postgres-*");
        }
    }

    private static String setting(EmbeddedDatabase database, String name) throws SQLException {
        return Place.column(database, "show " + name).getFirst();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
