package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Office;
import org.liuhen.command.OpenTransaction;
import org.liuhen.command.WithAccounts;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Proofs;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal and the history of accounts in the log, in the record's database and in another. */
class AccountsSealingTest {
    private final TestDatabase database = TestDatabase.create();
    @TempDir private Path directory;

    @Test
    void everyRowIsSealedAndTheTreeIsOverTheRowsAsTheyAreStored() throws Exception {
        try (ConfigurableApplicationContext service = WithAccounts.on(database, database)) {
            event("event-1");
            new Office(database).begin().looks("report-viewed", "not-found");
            event("event-2");
            awaitAll(service, database);
            assertThat(head(service).root()).isEqualTo(root(head(service).size(), database));
            assertThat(kinds()).containsEntry("event", 2L).containsKeys("journal", "account");
        }
    }

    @Test
    void rowsThatWereThereBeforeAreSealedAsTheyStand() throws Exception {
        try (ConfigurableApplicationContext service = start(directory)) {
            new Office(database)
                    .begin()
                    .does(
                            """
                            INSERT INTO access.journal (id, at, code)
                            SELECT gen_random_uuid(), now(), 'old-' || n
                            FROM generate_series(1, 2100) n\
                            """);
            service.getBean(Sealer.class).seal();
            assertThat(unsealed(database)).isZero();
            assertThat(head(service).root()).isEqualTo(root(head(service).size(), database));
        }
    }

    @Test
    void anEntryWhoseTransactionEndsLongAfterLaterOnesIsSealedTooAlsoAfterARestart()
            throws Exception {
        Office office = new Office(database);
        Connection slow;
        try (ConfigurableApplicationContext service = start(directory)) {
            office.begin();
            slow = office.begins("slow");
            office.looks("later");
            service.getBean(Sealer.class).seal();
            assertThat(unsealed(database)).isZero();
        }
        try (slow;
                ConfigurableApplicationContext service = start(directory)) {
            office.looks("last");
            service.getBean(Sealer.class).seal();
            slow.commit();
            assertThat(unsealed(database)).isEqualTo(1);
            service.getBean(Sealer.class).seal();
            assertThat(unsealed(database)).isZero();
            assertThat(head(service).root()).isEqualTo(root(head(service).size(), database));
        }
    }

    @Test
    void twoServicesInTurnSealEachRowOnce() throws Exception {
        try (ConfigurableApplicationContext one = start(directory);
                ConfigurableApplicationContext other = start(directory)) {
            Office office = new Office(database).begin();
            for (int i = 0; i < 6; i++) {
                office.looks("look-" + i);
                event("event-" + i);
                (i % 2 == 0 ? one : other).getBean(Sealer.class).seal();
            }
            assertThat(unsealed(database)).isZero();
            assertThat(head(one).root()).isEqualTo(root(head(one).size(), database));
        }
    }

    @Test
    void whatWasAddedBeforeACrashIsSignedAfterIt() throws Exception {
        try (ConfigurableApplicationContext service = start(directory)) {
            new Office(database).begin().looks("look");
            owner().sql("ALTER TABLE seal.checkpoint RENAME TO elsewhere").update();
            service.getBean(Sealer.class).sealAccountsQuietly();
        }
        owner().sql("ALTER TABLE seal.elsewhere RENAME TO checkpoint").update();
        assertThat(one(database, "SELECT count(*) FROM seal.leaf")).isPositive();
        assertThat(one(database, "SELECT count(*) FROM seal.checkpoint")).isZero();
        try (ConfigurableApplicationContext service = start(directory)) {
            service.getBean(Sealer.class).seal();
            assertThat(unsealed(database)).isZero();
            assertThat(head(service).root()).isEqualTo(root(head(service).size(), database));
        }
    }

    @Test
    void eventsAreSealedWhileTheDatabaseOfAccountsIsAwayAndItsRowsWhenItIsBack() throws Exception {
        TestDatabase accounts = TestDatabase.create();
        try (ConfigurableApplicationContext service = WithAccounts.on(database, accounts)) {
            Office office = new Office(accounts).begin();
            awaitAll(service, accounts);
            String name = accounts.settings().url().replaceAll(".*/", "");
            TestDatabase.asSuperuser()
                    .sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false")
                    .update();
            TestDatabase.asSuperuser()
                    .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                    .param(name)
                    .query(Boolean.class)
                    .list();
            for (int i = 1; i <= 3; i++) {
                event("event-" + i);
                await().until(() -> waiting(service, RowKind.EVENT) == 0);
            }
            Instant later = Instant.now().plus(Duration.ofMinutes(2));
            event("event-4");
            await().until(() -> waiting(service, RowKind.EVENT) == 0);
            assertThat(service.getBean(SealHealth.class).at(later).getStatus())
                    .as("the journal waits for two minutes then")
                    .isEqualTo(Status.DOWN);
            TestDatabase.asSuperuser()
                    .sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true")
                    .update();
            office.looks("back");
            awaitAll(service, accounts);
            assertThat(service.getBean(SealHealth.class).at(Instant.now()).getStatus())
                    .isEqualTo(Status.UP);
            assertThat(head(service).root()).isEqualTo(root(head(service).size(), accounts));
        }
    }

    /** Numbers of rows that were lost would be given to others, which nobody would look for. */
    @Test
    void aDatabaseOfAccountsThatWentBackIsToldAndGoesOnOnceItsNumbersDo() throws Exception {
        TestDatabase accounts = TestDatabase.create();
        try (ConfigurableApplicationContext service = WithAccounts.on(database, accounts)) {
            service.getBean(SealingLoop.class).stop();
            Office office = new Office(accounts).begin().looks("one", "two", "lost");
            service.getBean(Sealer.class).seal();
            long last = one(accounts, "SELECT max(position) FROM access.journal");
            office.does("DELETE FROM access.journal WHERE code = 'lost'")
                    .does("ALTER SEQUENCE access.journal_position_seq RESTART WITH " + last)
                    .looks("another");
            event("event-1");
            service.getBean(Sealer.class).seal();
            SealHealth health = service.getBean(SealHealth.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().toString()).contains("access.journal is older", "setval");
            assertThat(waiting(service, RowKind.EVENT)).as("events go on").isZero();
            office.does("DELETE FROM access.journal WHERE code = 'another'").looks("after");
            service.getBean(Sealer.class).seal();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThat(waiting(service, RowKind.JOURNAL)).isZero();
        }
    }

    @Test
    void aTableWhoseNumbersAreDrawnAheadIsRefused() {
        WithAccounts.on(database, database).close();
        owner().sql("ALTER TABLE access.journal ALTER position SET CACHE 20").update();
        assertThatThrownBy(() -> WithAccounts.on(database, database))
                .hasStackTraceContaining("access.journal 的编号被设为预取（CACHE 大于 1）");
    }

    /** The log as the last release left it, in which only events were sealed. */
    @Test
    void aLogOfTheLastReleaseGoesOnGrowing() throws Exception {
        Checkpoint before;
        List<byte[]> entries;
        try (ConfigurableApplicationContext service =
                CommandApplication.on(database, "--liuhen.seal.directory=" + directory)) {
            try (OpenTransaction transaction = OpenTransaction.on(database)) {
                for (int i = 0; i < 300; i++) {
                    transaction.insert("old-" + i);
                }
                transaction.commit();
            }
            await().until(() -> waiting(service, RowKind.EVENT) == 0);
            before = head(service);
            entries = List.copyOf(service.getBean(SealedLog.class).entries(bundle()));
        }
        owner().sql(
                        """
                        DROP TABLE seal.succession, seal.former_leaf, seal.former_tile,
                            seal.former_checkpoint, seal.former_cosignature;
                        ALTER TABLE seal.leaf DROP CONSTRAINT leaf_kind_position_key;
                        ALTER TABLE seal.leaf DROP COLUMN kind;
                        ALTER TABLE seal.leaf RENAME COLUMN row_id TO event_id;
                        ALTER TABLE seal.leaf ADD UNIQUE (position);
                        ALTER INDEX seal.leaf_row RENAME TO leaf_event;
                        UPDATE seal.progress SET kind = 'seal';
                        ALTER TABLE seal.progress DROP COLUMN leaves;
                        ALTER TABLE seal.progress RENAME COLUMN kind TO consumer;
                        DELETE FROM seal.flyway_schema_history WHERE version::int >= 3\
                        """)
                .update();
        try (ConfigurableApplicationContext service = start(directory)) {
            new Office(database).begin().looks("look");
            event("new-1");
            service.getBean(Sealer.class).seal();
            SealedLog log = service.getBean(SealedLog.class);
            Checkpoint after = head(service);
            assertThat(after.size()).isGreaterThan(before.size() + 1);
            assertThat(
                            Proofs.extend(
                                    before.size(),
                                    before.root(),
                                    after.size(),
                                    after.root(),
                                    log.tree(after.size()).consistency(before.size())))
                    .as("what a witness holds against it")
                    .isTrue();
            assertThat(log.entries(bundle())).containsExactlyElementsOf(entries);
            assertThat(log.leaf("new-1")).isPresent();
            assertThat(unsealed(database)).isZero();
        }
    }

    private static org.liuhen.seal.TilePath bundle() {
        return new org.liuhen.seal.TilePath(0, 0, 256);
    }

    /** Not by itself: when the test says so. */
    private ConfigurableApplicationContext start(Path seal) throws Exception {
        Files.createDirectories(seal);
        ConfigurableApplicationContext service =
                WithAccounts.on(database, database, "--liuhen.seal.directory=" + seal);
        service.getBean(SealingLoop.class).stop();
        return service;
    }

    private void event(String id) throws Exception {
        try (OpenTransaction transaction = OpenTransaction.on(database)) {
            transaction.insert(id).commit();
        }
    }

    private JdbcClient owner() {
        return database.asOwner();
    }

    private static long one(TestDatabase there, String sql) {
        return there.asOwner().sql(sql).query(Long.class).single();
    }

    private static Checkpoint head(ConfigurableApplicationContext service) {
        return Checkpoint.parse(service.getBean(SealedLog.class).latest().orElseThrow().text());
    }

    private static long waiting(ConfigurableApplicationContext service, RowKind kind) {
        return service.getBean(Sealer.class).intakes().stream()
                .filter(intake -> intake.kind() == kind)
                .mapToLong(Intake::waiting)
                .sum();
    }

    private static void awaitAll(ConfigurableApplicationContext service, TestDatabase accounts) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        service.getBean(Sealer.class).intakes().stream()
                                .allMatch(intake -> intake.waiting() == 0));
        assertThat(accounts).isNotNull();
    }

    /** How many rows of accounts' tables have no leaf. */
    private long unsealed(TestDatabase accounts) {
        return rows(accounts).size() - one(database, "SELECT count(*) FROM seal.leaf");
    }

    private Map<String, Long> kinds() {
        Map<String, Long> kinds = new HashMap<>();
        owner().sql("SELECT kind, count(*) FROM seal.leaf GROUP BY kind")
                .query((row, _) -> kinds.put(row.getString(1), row.getLong(2)))
                .list();
        return kinds;
    }

    private Map<String, StoredRow> rows(TestDatabase accounts) {
        Map<String, StoredRow> rows = new HashMap<>();
        for (RowKind kind : RowKind.values()) {
            TestDatabase there = kind == RowKind.EVENT ? database : accounts;
            there.asOwner()
                    .sql("SELECT %s FROM %s".formatted(kind.selected(), kind.table()))
                    .query((row, _) -> StoredRow.of(kind, row))
                    .list()
                    .forEach(row -> rows.put(kind.text() + row.position(), row));
        }
        return rows;
    }

    private Hash root(long size, TestDatabase accounts) {
        Map<String, StoredRow> rows = rows(accounts);
        Frontier frontier = new Frontier();
        owner().sql("SELECT kind || position FROM seal.leaf WHERE index < ? ORDER BY index")
                .param(size)
                .query(String.class)
                .list()
                .forEach(place -> frontier.add(rows.get(place).leaf()));
        return frontier.root();
    }
}
