package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.springframework.context.ConfigurableApplicationContext;

/** Tables that show the checker something else, or break it, or are busy. */
class TablesTest {
    private static Evidence evidence;

    @BeforeAll
    static void make() throws IOException {
        evidence = new Evidence();
        evidence.keep();
    }

    @AfterEach
    void restore() {
        evidence.restore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE record.event ENABLE ROW LEVEL SECURITY",
                "CREATE RULE odd AS ON DELETE TO record.event DO INSTEAD NOTHING",
                "CREATE TABLE seal.more () INHERITS (seal.leaf)",
                "ALTER TABLE record.event RENAME TO real; CREATE VIEW record.event AS TABLE record.real",
                "ALTER TABLE record.event RENAME COLUMN name TO called",
            })
    void theTablesAreOtherThanTheyLook(String change) {
        database(change);
        try {
            assertThat(evidence.verifyDatabase().code()).isEqualTo(1);
        } finally {
            undo();
        }
        assertThat(evidence.verifyDatabase().code()).isZero();
    }

    private static void undo() {
        database(
                """
                DO $$ BEGIN
                  IF to_regclass('record.real') IS NOT NULL THEN
                    DROP VIEW record.event;
                    ALTER TABLE record.real RENAME TO event;
                  END IF;
                  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'record.event'::regclass
                             AND attname = 'called') THEN
                    ALTER TABLE record.event RENAME COLUMN called TO name;
                  END IF;
                END $$;
                ALTER TABLE record.event DISABLE ROW LEVEL SECURITY;
                DROP RULE IF EXISTS odd ON record.event;
                DROP TABLE IF EXISTS seal.more\
                """);
    }

    /** A checker who may see only some columns is not told that these are all. */
    @Test
    void aColumnThatTheCheckerMayNotReadIsSeenAllTheSame() throws IOException {
        String name = evidence.one("SELECT current_database()");
        Path password = Files.writeString(evidence.policy.resolveSibling("checker"), "checker");
        database("ALTER TABLE record.event ADD COLUMN note text");
        database("CREATE ROLE checker LOGIN PASSWORD 'checker'");
        try {
            database("GRANT CONNECT ON DATABASE " + name + " TO checker");
            database("GRANT USAGE ON SCHEMA record, seal TO checker");
            database("GRANT SELECT ON ALL TABLES IN SCHEMA seal TO checker");
            database(
                    "GRANT SELECT (position, event_id, report_id, sequence, stream_type, recorded_at,"
                            + " name, revision, payload, metadata) ON record.event TO checker");
            Evidence.Said said =
                    Evidence.verify(
                            "--jdbc",
                            evidence.database.settings().url(),
                            "--user",
                            "checker",
                            "--password-file",
                            password,
                            "--checkpoint",
                            evidence.checkpoint,
                            "--policy",
                            evidence.policy);
            assertThat(said.code()).as(said.text()).isEqualTo(1);
            assertThat(said.text()).contains("note");
        } finally {
            database("GRANT checker TO CURRENT_USER");
            database("DROP OWNED BY checker");
            database("DROP ROLE checker");
            database("ALTER TABLE record.event DROP COLUMN note");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE seal.leaf",
                "UPDATE seal.leaf SET position = position + 1000000 WHERE index = 0",
                "UPDATE seal.leaf SET row_hash = NULL WHERE index = 5",
                "UPDATE seal.leaf SET row_id = NULL WHERE index = 5",
                "UPDATE record.event SET event_id = NULL WHERE position = (SELECT position FROM kept.leaf WHERE index = 5)",
                "UPDATE record.event SET payload = NULL WHERE position = (SELECT position FROM kept.leaf WHERE index = 5)",
                "DELETE FROM seal.leaf WHERE index = 3",
            })
    void whateverTheTablesHoldItIsAFindingAndNoBreakdown(String change) {
        database("ALTER TABLE seal.leaf ALTER row_hash DROP NOT NULL, ALTER row_id DROP NOT NULL");
        database(
                "ALTER TABLE record.event ALTER payload DROP NOT NULL, ALTER event_id DROP NOT NULL");
        database(change);
        Evidence.Said said = evidence.verifyDatabase();
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).doesNotContain("资料不可用");
    }

    /** Rows that were committed while the checker read are sealed a moment later. */
    @Test
    void aBusyDatabaseIsNotAccused() throws Exception {
        try (ConfigurableApplicationContext service = CommandApplication.on(evidence.database);
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Commands commands = service.getBean(Commands.class);
            AtomicBoolean ending = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            Future<Void> writing =
                    writer.submit(() -> {
                        while (!ending.get()) {
                            int draft = written.incrementAndGet();
                            commands.carryOut(
                                    Cast.DRAFTER,
                                    Cast.request(),
                                    Cast.edit(Evidence.WHOLE + 1, "1.2", "第" + draft, draft));
                        }
                        return null;
                    });
            try {
                await().until(() -> written.get() > 100);
                Evidence.Said said = evidence.verifyDatabase();
                assertThat(said.code()).as(said.text()).isZero();
            } finally {
                ending.set(true);
                writing.get();
            }
        }
        Files.deleteIfExists(evidence.logKey.resolveSibling("last-checkpoint"));
    }

    private static void database(String statement) {
        new Owner(evidence).does(statement);
    }
}
