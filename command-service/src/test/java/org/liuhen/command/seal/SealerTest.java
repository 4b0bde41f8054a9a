package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.StartRefused;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.OpenTransaction;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** What the log remembers of itself, with several processes and things that go wrong. */
class SealerTest {
    private final TestDatabase database = TestDatabase.create();
    @TempDir private Path directory;

    /** Two processes on two machines with one key: the one that was idle remembers as well. */
    @Test
    void aDatabaseThatWasPutBackIsNotSignedAgainByAProcessThatHadNotSignedTheLatest()
            throws Exception {
        Path a = Files.createDirectory(directory.resolve("a"));
        Path b = Files.createDirectory(directory.resolve("b"));
        try (ConfigurableApplicationContext one = start(a)) {
            Files.copy(a.resolve("log.key"), b.resolve("log.key"));
            try (ConfigurableApplicationContext other = start(b)) {
                seal(other, "event-1");
                keep();
                seal(one, "event-2");
                other.getBean(Sealer.class).seal();
                putBack();
                seal(other, "event-3");
                assertThat(other.getBean(Sealer.class).broken()).isPresent();
                assertThat(size(other)).isEqualTo(1);
            }
        }
    }

    @Test
    void anotherKeyIsNotTakenForTheLogs() throws Exception {
        Path a = Files.createDirectory(directory.resolve("a"));
        Path b = Files.createDirectory(directory.resolve("b"));
        try (ConfigurableApplicationContext one = start(a);
                ConfigurableApplicationContext other = start(b)) {
            seal(one, "event-1");
            seal(other, "event-2");
            assertThat(other.getBean(Sealer.class).broken()).isPresent();
            assertThat(size(one)).isEqualTo(1);
        }
        assertThatThrownBy(() -> start(b)).hasStackTraceContaining("不是用这个密钥签发的");
    }

    @Test
    void theKeyIsMadeOnceHoweverManyStartAtTheSameTime() throws Exception {
        SealSettings settings = new SealSettings(directory, "log.example", null, null);
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starts.add(() -> {
                try {
                    return new KeyFile(settings).open(false).publicKey().toString();
                } catch (StartRefused e) {
                    return "refused";
                }
            });
        }
        String key;
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            List<String> made = new ArrayList<>();
            for (Future<String> each : all.invokeAll(starts)) {
                made.add(each.get());
            }
            key = new KeyFile(settings).open(true).publicKey().toString();
            assertThat(made).contains(key).allMatch(m -> m.equals(key) || m.equals("refused"));
        }
    }

    @Test
    void aTileThatIsGoneStopsSealingAndIsToldInTheHealth() throws Exception {
        try (ConfigurableApplicationContext service = start(directory)) {
            HealthIndicator health = service.getBean("sealHealthIndicator", HealthIndicator.class);
            seal(service, "event-1");
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            database.asOwner().sql("DELETE FROM seal.tile").update();
            seal(service, "event-2");
            assertThat(service.getBean(Sealer.class).broken()).isPresent();
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(size(service)).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldInTheHealthOnceEventsWaitTooLong() throws Exception {
        try (ConfigurableApplicationContext service = start(directory)) {
            HealthIndicator health = service.getBean("sealHealthIndicator", HealthIndicator.class);
            seal(service, "event-1");
            database.asOwner().sql("ALTER TABLE seal.leaf RENAME TO elsewhere").update();
            insert("event-2");
            service.getBean(Sealer.class).sealEventsQuietly();
            assertThat(service.getBean(SealHealth.class).at(Instant.now()).getStatus())
                    .isEqualTo(Status.UP);
            Instant later = Instant.now().plus(Duration.ofMinutes(2));
            assertThat(service.getBean(SealHealth.class).at(later).getStatus())
                    .isEqualTo(Status.DOWN);
            database.asOwner().sql("ALTER TABLE seal.elsewhere RENAME TO leaf").update();
            service.getBean(Sealer.class).sealEventsQuietly();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    private ConfigurableApplicationContext start(Path directory) {
        ConfigurableApplicationContext service =
                CommandApplication.on(database, "--liuhen.seal.directory=" + directory);
        service.getBean(SealingLoop.class).stop();
        return service;
    }

    private void seal(ConfigurableApplicationContext service, String event) throws Exception {
        insert(event);
        service.getBean(Sealer.class).seal();
    }

    private void insert(String event) throws Exception {
        try (OpenTransaction transaction = OpenTransaction.on(database)) {
            transaction.insert(event).commit();
        }
    }

    private static long size(ConfigurableApplicationContext service) {
        return service.getBean(SealedLog.class).latest().map(SealedLog::sizeOf).orElse(0L);
    }

    private static final Map<String, String> KEPT =
            Map.of(
                    "leaf", "seal.leaf",
                    "tile", "seal.tile",
                    "checkpoint", "seal.checkpoint",
                    "progress", "seal.progress");

    private void keep() {
        database.asOwner().sql("CREATE SCHEMA kept").update();
        KEPT.forEach((kept, table) ->
                database.asOwner()
                        .sql("CREATE TABLE kept." + kept + " AS TABLE " + table)
                        .update());
        database.asOwner().sql("CREATE TABLE kept.event AS TABLE record.event").update();
    }

    private void putBack() {
        KEPT.forEach((kept, table) ->
                database.asOwner()
                        .sql(
                                "TRUNCATE %s CASCADE; INSERT INTO %s SELECT * FROM kept.%s"
                                        .formatted(table, table, kept))
                        .update());
        database.asOwner()
                .sql(
                        """
                        TRUNCATE record.event;
                        INSERT INTO record.event OVERRIDING SYSTEM VALUE SELECT * FROM kept.event\
                        """)
                .update();
    }
}
