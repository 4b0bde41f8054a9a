package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.database.FreePort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The scripts of {@code archive/}, with a PostgreSQL that has programs of its own. */
@EnabledIf(
        value = "isInstalled",
        disabledReason = "no pg_basebackup here, so the scripts are not tried: postgresql")
class ArchiveTest {
    private static final Path SCRIPTS = Path.of("archive").toAbsolutePath();

    @TempDir private Path temp;
    private Path data;
    private Path backup;
    private int port;

    static boolean isInstalled() {
        return !programs().isEmpty();
    }

    private static List<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup")))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        data = temp.resolve("data");
        backup = temp.resolve("backup");
        Files.createDirectories(backup.resolve("wal"));
        Files.createDirectories(backup.resolve("base"));
        port = FreePort.next();
        done("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust");
        start();
    }

    @AfterEach
    void end() throws Exception {
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
    }

    private void start() throws Exception {
        done(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data.toString(),
                "-l",
                temp.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c archive_mode=on"
                                .formatted(port, temp)
                        + " -c archive_command='%s/wal.sh %%p %%f'".formatted(SCRIPTS));
    }

    @Test
    void aClusterIsBroughtToAMomentAndToTheEndOfWhatWasKept() throws Exception {
        sql("CREATE TABLE line (number int)");
        sql("INSERT INTO line SELECT generate_series(1, 1000)");
        script("base.sh");
        sql("INSERT INTO line SELECT generate_series(1001, 2000)");
        Instant then = Instant.now();
        sql("INSERT INTO line SELECT generate_series(2001, 3000)");
        String last = one("SELECT pg_walfile_name(pg_switch_wal())");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(backup.resolve("wal").resolve(last + ".gz")));
        restore(then.toString());
        assertThat(one("SELECT max(number) FROM line")).isEqualTo("2000");
        restore("");
        assertThat(one("SELECT max(number) FROM line")).isEqualTo("3000");
    }

    @Test
    void ofTheBackupsAsManyAreKeptAsIsSaidAndNoLogFromBefore() throws Exception {
        sql("CREATE TABLE line (number int)");
        script("base.sh");
        sql("INSERT INTO line SELECT generate_series(1, 1000)");
        await().until(() -> Instant.now().getEpochSecond() > made()); // a name has seconds
        script("base.sh", "1");
        try (Stream<Path> kept = Files.list(backup.resolve("base"))) {
            assertThat(kept).hasSize(1);
        }
        restore("");
        assertThat(one("SELECT max(number) FROM line")).isEqualTo("1000");
    }

    private long made() throws IOException {
        try (Stream<Path> kept = Files.list(backup.resolve("base"))) {
            return Files.getLastModifiedTime(kept.findFirst().orElseThrow())
                    .toInstant()
                    .getEpochSecond();
        }
    }

    @Test
    void whatIsThereIsNotOverwrittenAndAMomentBeforeAllBackupsIsRefused() throws Exception {
        script("base.sh");
        Said taken = run(SCRIPTS.resolve("restore.sh").toString());
        assertThat(taken.code).isNotZero();
        assertThat(taken.text).contains("里有数据");
        end();
        Files.move(data, temp.resolve("before"));
        for (String moment : List.of("2020-01-01 00:00:00+08", "gestern abend")) {
            Said said = run(SCRIPTS.resolve("restore.sh").toString(), moment);
            assertThat(said.code).as(said.text).isNotZero();
            assertThat(said.text).contains("没有恢复");
        }
        assertThat(data).doesNotExist();
        Files.move(temp.resolve("before"), data);
    }

    private void restore(String moment) throws Exception {
        end();
        Files.move(data, Files.createTempDirectory(temp, "before").resolve("data"));
        script("restore.sh", moment);
        start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> one("SELECT pg_is_in_recovery()").equals("f"));
    }

    private void script(String name, String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = SCRIPTS.resolve(name).toString();
        System.arraycopy(words, 0, command, 1, words.length);
        done(command);
    }

    private JdbcClient database() {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", ""));
    }

    private void sql(String statement) {
        database().sql(statement).update();
    }

    private String one(String question) {
        return database().sql(question).query(String.class).single();
    }

    private record Said(int code, String text) {}

    private void done(String... command) throws Exception {
        Said said = run(command);
        assertThat(said.code).as(String.join(" ", command) + said.text).isZero();
    }

    /** PostgreSQL does not run as root; in a namespace of its own root is nobody. */
    private Said run(String... command) throws Exception {
        List<String> whole = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(Arrays.asList(command));
        Path output = Files.createTempFile(temp, "said", "");
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .merge("PATH", programs().getLast().toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("PGDATA", data.toString());
        builder.environment().put("PGHOST", temp.toString());
        builder.environment().put("PGPORT", Integer.toString(port));
        builder.environment().put("LIUHEN_BACKUP", backup.toString());
        int code = builder.start().waitFor();
        return new Said(code, Files.readString(output, StandardCharsets.UTF_8));
    }
}
