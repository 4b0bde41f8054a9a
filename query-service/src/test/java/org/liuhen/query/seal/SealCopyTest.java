package org.liuhen.query.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liuhen.command.CommandService;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.SealedEvents;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query side on a database of its own, which knows of the seal only what it is told. */
class SealCopyTest {
    private final TestDatabase record = TestDatabase.create();
    private final TestDatabase view = TestDatabase.create();
    private ConfigurableApplicationContext commandSide;
    private HikariDataSource pool;
    private URI address;
    private SealCopy copy;
    private SealedEvents sealed;

    @BeforeEach
    void start() {
        pool = Pools.open("test", view.settings(), List.of(new Schema("view")));
        startCommandSide();
        begin("");
    }

    private void startCommandSide(String... more) {
        commandSide = commandService(more);
        address =
                URI.create(
                        "http://localhost:"
                                + ((WebServerApplicationContext) commandSide)
                                        .getWebServer()
                                        .getPort()
                                + "/");
    }

    /** As a process that has yet to read anything. */
    private void begin(String key) {
        copy = new SealCopy(JdbcClient.create(pool), address, key);
        sealed = new SealedEvents(copy);
    }

    private ConfigurableApplicationContext commandService(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4"));
        record.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.addAll(List.of(more));
        SpringApplication application = CommandService.application();
        application.setRegisterShutdownHook(false);
        return application.run(settings.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        copy.destroy();
        pool.close();
        commandSide.close();
    }

    @Test
    void whatIsSealedIsKnownAndNothingElse() {
        sealed.look();
        assertThat(sealed.isRead()).as("before anything happened").isTrue();
        recordAndSeal(1, 3);
        sealed.look();
        assertThat(known(1, 4)).containsExactly(true, true, true, false);
        recordAndSeal(4, 700);
        sealed.look();
        assertThat(known(1, 701).indexOf(false))
                .as("more than two bundles, from the middle of the first")
                .isEqualTo(700);
        assertThat(sealed.isWhole()).isTrue();
    }

    @Test
    void aProcessThatBeginsProvesTheSameWhileTheCommandSideIsAway() {
        recordAndSeal(1, 300);
        sealed.look();
        String key = copy.key().toString();
        commandSide.close();
        sealed.look();
        begin(key);
        sealed.look();
        assertThat(known(1, 301).indexOf(false)).isEqualTo(300);
        begin("");
        assertThatThrownBy(sealed::look).isInstanceOf(UncheckedIOException.class);
        assertThat(sealed.isRead()).as("without the key nothing is proved").isFalse();
    }

    /** It is no authority, so what was rewritten in it is read from the log again. */
    @Test
    void whatIsRewrittenInTheCopyIsReadAgain() {
        recordAndSeal(1, 700);
        sealed.look();
        for (String rewritten :
                List.of(
                        "UPDATE view.sealed SET bytes = set_byte(bytes, 7, 0) WHERE path = 'tile/0/001'",
                        "UPDATE view.sealed SET bytes = set_byte(bytes, 7, 0) WHERE path LIKE 'tile/1/%'",
                        "UPDATE view.sealed SET bytes = set_byte(bytes, 40, 0) WHERE path = 'tile/entries/000'",
                        "DELETE FROM view.sealed WHERE path = 'tile/entries/001'")) {
            begin("");
            sealed.look(); // what was dropped before is there again
            assertThat(view.asOwner().sql(rewritten).update()).as(rewritten).isOne();
            begin("");
            sealed.look();
            sealed.look();
            assertThat(sealed.fault()).as(rewritten).isEmpty();
            assertThat(known(1, 701).indexOf(false)).as(rewritten).isEqualTo(700);
        }
    }

    /** What is kept of the log before is dropped by itself, but for a key that is set. */
    @Test
    void theLogThatBeganAfterAnotherIsReadFromItsBeginning() {
        recordAndSeal(1, 300);
        sealed.look();
        String before = copy.key().toString();
        commandSide.close();
        startCommandSide(
                "--liuhen.seal.origin=log.example/2",
                "--liuhen.seal.successor.by=system-admin",
                "--liuhen.seal.successor.reason=每年更换");
        recordAndSeal(301, 310);
        begin(before);
        sealed.look();
        assertThat(sealed.fault()).as("the key that is set is the former one").isPresent();
        begin("");
        sealed.look();
        sealed.look();
        assertThat(sealed.fault()).isEmpty();
        assertThat(known(1, 312).indexOf(false)).isEqualTo(310);
    }

    private List<Boolean> known(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> sealed.includes("event-" + n))
                .toList();
    }

    private void recordAndSeal(int first, int last) {
        record.asOwner()
                .sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, recorded_at, name,
                                                  revision, payload, metadata)
                        SELECT 'event-' || n, 'r', n, '2026-01-01T00:00:00Z', 'n', '1', '', ''
                        FROM generate_series(?, ?) n ORDER BY n\
                        """)
                .params(first, last)
                .update();
        await().until(() ->
                record.asOwner()
                                .sql(
                                        """
                                        SELECT count(*) FROM seal.leaf
                                        WHERE kind = 'event'
                                          AND index < (SELECT max(size) FROM seal.checkpoint)\
                                        """)
                                .query(Integer.class)
                                .single()
                        == last);
    }
}
