package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.reportId;
import static org.liuhen.command.Cast.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.liuhen.command.Follower;
import org.liuhen.command.OpenTransaction;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.Proofs;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.Tree;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sealed log on a real PostgreSQL. */
class SealingTest {
    private final TestDatabase database = TestDatabase.create();

    @Test
    void everyEventIsSealedAndTheTreeIsOverTheRowsAsTheyAreStored() {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 3);
            Checkpoint head = awaitSealed(service, 4);
            assertThat(head.root()).isEqualTo(rootOfRows(4));
            Policy policy = Policy.of(service.getBean(SigningKey.class).publicKey());
            Note latest = service.getBean(SealedLog.class).latest().orElseThrow();
            assertThat(policy.verify(latest).checkpoint()).isEqualTo(head);
        }
    }

    /**
     * What was recorded of it: when an event was, and when the first checkpoint over it was signed.
     * One in ten may have met with a machine that was busy with something else.
     */
    @Test
    void anEventIsUnderASignedCheckpointWithinASecond() {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 1);
            awaitSealed(service, 2);
            int events = 2;
            for (int year = 2002; year < 2022; year++) {
                act(service, year, 2);
                events += 3;
                if (year % 4 == 0) {
                    awaitSealed(service, events);
                }
            }
            awaitSealed(service, events);
            List<Double> seconds =
                    database.asOwner()
                            .sql(
                                    """
                                    SELECT extract(epoch FROM min(c.signed_at)
                                                              - e.recorded_at::timestamptz)
                                    FROM record.event e JOIN seal.leaf l USING (position)
                                    JOIN seal.checkpoint c ON c.size > l.index
                                    WHERE l.index > 1 GROUP BY e.position, e.recorded_at ORDER BY 1\
                                    """)
                            .query((row, _) -> row.getDouble(1))
                            .list();
            System.out.println("seconds until sealed: " + seconds);
            assertThat(seconds).hasSize(events - 2);
            assertThat(seconds.get(seconds.size() * 9 / 10)).isLessThanOrEqualTo(1.0);
        }
    }

    @Test
    void whatIsSignedAlwaysExtendsWhatWasSignedBeforeAlsoAfterARestart() {
        List<Checkpoint> signed = new ArrayList<>();
        int events = 0;
        for (int start = 0; start < 3; start++) {
            try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
                for (int i = 0; i < 3; i++) {
                    act(service, 2001 + start * 10 + i, 4);
                    events += 5;
                    signed.add(awaitSealed(service, events));
                }
                SealedLog log = service.getBean(SealedLog.class);
                Checkpoint last = signed.getLast();
                Tree tree = log.tree(last.size());
                for (Checkpoint earlier : signed) {
                    assertThat(
                                    Proofs.extend(
                                            earlier.size(),
                                            earlier.root(),
                                            last.size(),
                                            last.root(),
                                            tree.consistency(earlier.size())))
                            .isTrue();
                }
            }
        }
        assertThat(signed.getLast().root()).isEqualTo(rootOfRows(events));
    }

    @Test
    void anEventWhoseTransactionEndsLongAfterLaterOnesIsSealedToo() throws Exception {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 2);
            awaitSealed(service, 3);
            try (OpenTransaction slow = OpenTransaction.on(database).insert("slow-1")) {
                act(service, 2002, 2);
                Checkpoint withoutIt = awaitSealed(service, 6);
                assertThat(withoutIt.size()).isEqualTo(6);
                assertThat(service.getBean(SealedLog.class).leaf("slow-1")).isEmpty();
                act(service, 2003, 2);
                awaitSealed(service, 9);
                slow.commit();
            }
            Checkpoint withIt = awaitSealed(service, 10);
            assertThat(service.getBean(SealedLog.class).leaf("slow-1")).isPresent();
            assertThat(withIt.size()).isEqualTo(10);
        }
    }

    /** Nothing of what a process remembered is needed to find a latecomer. */
    @Test
    void aLatecomerIsFoundAfterARestartToo() throws Exception {
        try (OpenTransaction slow = OpenTransaction.on(database)) {
            try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
                slow.insert("slow-1").insert("slow-2");
                act(service, 2002, 2);
                awaitSealed(service, 3);
            }
            try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
                act(service, 2003, 2);
                awaitSealed(service, 6);
                slow.commit();
                awaitSealed(service, 8);
                assertThat(service.getBean(SealedLog.class).leaf("slow-2")).isPresent();
            }
        }
    }

    @Test
    void aPositionThatWasDrawnInVainIsGivenUpAndNothingElse() throws Exception {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            try (OpenTransaction vain = OpenTransaction.on(database).insert("vain")) {
                act(service, 2001, 1);
                awaitSealed(service, 2);
                vain.rollback();
            }
            await().untilAsserted(() -> assertThat(settled()).isEqualTo(lastPosition()));
            act(service, 2002, 1);
            awaitSealed(service, 4);
        }
    }

    @Test
    void aDatabaseThatWentBackIsNotSignedAgain() {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 3);
            awaitSealed(service, 4);
            database.asOwner()
                    .sql(
                            """
                            TRUNCATE seal.checkpoint, seal.cosignature, seal.witnessed, seal.leaf, seal.tile,
                                seal.progress, record.event, record.receipt, record.snapshot\
                            """)
                    .update();
            act(service, 2002, 2);
            await().untilAsserted(
                            () -> assertThat(service.getBean(Sealer.class).broken()).isPresent());
            assertThat(service.getBean(SealedLog.class).latest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE seal.tile SET hashes = set_byte(hashes, 5, 1 - get_byte(hashes, 5) % 2)",
                "DELETE FROM seal.leaf WHERE index > 1;"
                        + "UPDATE record.event SET payload = '{}' WHERE position = 3",
            })
    void aTreeThatWasTamperedWithIsNotSigned(String tampering) {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 3);
            Checkpoint before = awaitSealed(service, 4);
            database.asOwner().sql(tampering).update();
            act(service, 2002, 2);
            await().untilAsserted(
                            () -> assertThat(service.getBean(Sealer.class).broken()).isPresent());
            assertThat(sizeOf(service)).isEqualTo(before.size());
        }
    }

    @Test
    void aLogThatHasSealedSomethingDoesNotStartWithoutItsKey() throws Exception {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            act(service, 2001, 1);
            awaitSealed(service, 2);
        }
        Path key =
                Path.of(database.properties().get("liuhen.data-directory").toString())
                        .resolve("seal/log.key");
        Files.delete(key);
        assertThatThrownBy(() -> CommandApplication.on(database)).hasStackTraceContaining("密钥文件");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE seal.leaf SET position = 1",
                "DELETE FROM seal.leaf",
                "TRUNCATE seal.checkpoint",
                "UPDATE seal.checkpoint SET note = ''",
                "DELETE FROM seal.cosignature",
                "DELETE FROM seal.tile"
            })
    void theApplicationCannotRewriteItsLog(String statement) {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            JdbcClient application = service.getBean(JdbcClient.class);
            assertThatThrownBy(() -> application.sql(statement).update())
                    .hasStackTraceContaining("permission denied");
        }
    }

    private static void act(ConfigurableApplicationContext service, int year, int sections) {
        Commands commands = service.getBean(Commands.class);
        commands.carryOut(DRAFTER, request(), open(year, sections));
        for (int i = 1; i <= sections; i++) {
            commands.carryOut(
                    DRAFTER, request(), new SubmitSection(reportId(year), "1." + i, null));
        }
    }

    private static Checkpoint awaitSealed(ConfigurableApplicationContext service, long size) {
        await().until(() -> sizeOf(service) >= size);
        Note latest = service.getBean(SealedLog.class).latest().orElseThrow();
        return Checkpoint.parse(latest.text());
    }

    private static long sizeOf(ConfigurableApplicationContext service) {
        return service.getBean(SealedLog.class).latest().map(SealedLog::sizeOf).orElse(0L);
    }

    private org.liuhen.seal.Hash rootOfRows(int size) {
        Frontier frontier = new Frontier();
        List<StoredEvent> rows =
                database.asOwner()
                        .sql("SELECT * FROM record.event ORDER BY position")
                        .query((row, _) -> Follower.event(row))
                        .list();
        rows.subList(0, size).forEach(row -> frontier.add(row.leaf()));
        return frontier.root();
    }

    private long settled() {
        return database.asOwner()
                .sql("SELECT settled FROM seal.progress")
                .query(Long.class)
                .single();
    }

    private long lastPosition() {
        return database.asOwner()
                .sql("SELECT max(position) FROM record.event")
                .query(Long.class)
                .single();
    }
}
