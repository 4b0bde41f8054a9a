package org.liuhen.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
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
    private SealCopy copy;

    @BeforeEach
    void start() {
        commandSide = commandService();
        pool = Pools.open("test", view.settings(), List.of(new Schema("view")));
        int port = ((WebServerApplicationContext) commandSide).getWebServer().getPort();
        copy = new SealCopy(JdbcClient.create(pool), URI.create("http://localhost:" + port + "/"));
    }

    private ConfigurableApplicationContext commandService() {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4"));
        record.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        SpringApplication application = CommandService.application();
        application.setRegisterShutdownHook(false);
        return application.run(settings.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        copy.stop();
        pool.close();
        commandSide.close();
    }

    @Test
    void whatIsSealedIsKnownAndNothingElse() throws Exception {
        copy.read();
        assertThat(copy.among(List.of("event-1"))).as("before anything happened").isEmpty();
        recordAndSeal(1, 3);
        copy.read();
        assertThat(copy.among(events(1, 4))).containsExactlyInAnyOrderElementsOf(events(1, 3));
        recordAndSeal(4, 700);
        copy.read();
        assertThat(copy.among(events(1, 701)))
                .as("more than two bundles, from the middle of the first")
                .containsExactlyInAnyOrderElementsOf(events(1, 700));
    }

    @Test
    void itSaysTheSameWhileTheCommandSideIsAway() throws Exception {
        copy.start();
        recordAndSeal(1, 2);
        await().until(() -> copy.among(events(1, 2)).size() == 2);
        commandSide.close();
        assertThatThrownBy(copy::read).isInstanceOf(IOException.class);
        assertThat(copy.among(events(1, 3))).containsExactlyInAnyOrderElementsOf(events(1, 2));
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

    private static List<String> events(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "event-" + n).toList();
    }
}
