package org.liuhen.query;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After an outage readers go on at once, however long it was. */
class ReadersOutageTest {
    /** The framework would by then make pauses of half a minute. */
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    /** Five seconds, and what a slow machine needs besides. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whatIsWrittenAfterTheDatabaseWasAwayIsSoonSeen() {
        TestDatabase database = TestDatabase.create();
        try (Running running = Running.on(database)) {
            running.at(running.give(Cast.DRAFTER, Cast.open(2001, 1)));
            running.caughtUp();
            String name = database.settings().url().replaceAll(".*/", "");
            JdbcClient server = TestDatabase.asSuperuser();
            allow(server, name, false);
            await().during(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> isShut(server, name));
            allow(server, name, true);
            Outcome.Accepted[] edited = new Outcome.Accepted[1];
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> {
                        edited[0] = running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "停后", 1));
                        return true;
                    });
            await().atMost(SOON).until(() -> isTakenByAll(running, edited[0]));
        }
    }

    private static boolean isTakenByAll(Running running, Outcome.Accepted last) {
        return running.database
                .sql("SELECT min(version) >= ? FROM view.taken WHERE report_id = ?")
                .params(last.version(), last.reportId())
                .query(Boolean.class)
                .single();
    }

    /** Lets everybody in again, or nobody any more, and throws out who is there. */
    private static void allow(JdbcClient server, String name, boolean anybody) {
        server.sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + anybody).update();
        if (!anybody) {
            server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                    .param(name)
                    .query()
                    .listOfRows();
        }
    }

    private static boolean isShut(JdbcClient server, String name) {
        return server.sql("SELECT NOT datallowconn FROM pg_database WHERE datname = ?")
                .param(name)
                .query(Boolean.class)
                .single();
    }
}
