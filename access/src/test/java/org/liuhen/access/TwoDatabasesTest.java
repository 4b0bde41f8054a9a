package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two services, each on a database of its own, with the accounts in that of the first. */
class TwoDatabasesTest {
    private static final TestDatabase FIRST = TestDatabase.create();
    private static final TestDatabase SECOND = TestDatabase.create();
    private static Running commands;
    private static Running queries;

    /** At once: whichever is first makes the schema and the accounts, and neither fails. */
    @BeforeAll
    static void start() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Running> first = both.submit(() -> Running.on(FIRST));
            Future<Running> second = both.submit(() -> Running.on(SECOND, withAccountsIn(FIRST)));
            commands = first.get();
            queries = second.get();
        }
    }

    @AfterAll
    static void stop() {
        commands.close();
        queries.close();
    }

    private static String[] withAccountsIn(TestDatabase database) {
        List<String> settings = new ArrayList<>();
        database.properties()
                .forEach((name, value) -> {
                    if (name.startsWith("liuhen.database.")) {
                        settings.add(name.replace("liuhen.", "liuhen.accounts.") + "=" + value);
                    }
                });
        return settings.toArray(String[]::new);
    }

    @Test
    void whoeverSignsInOnOneIsSignedInOnBothAndSignsOutOfBothAtOnce() {
        Client here = commands.client().signIn("drafter");
        Client there = queries.client();
        here.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
        assertThat(there.get("/api/me").text()).contains("\"DRAFTER\"");
        assertThat(there.delete("/api/session").status()).isEqualTo(204);
        assertThat(here.get("/api/me").status()).isEqualTo(401);
        assertThat(there.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void whatIsRevokedIsGoneOnBothAtOnce() {
        Client there = queries.client().signIn("deputy");
        String sql = "UPDATE access.account SET enabled = ? WHERE username = 'deputy'";
        FIRST.asOwner().sql(sql).param(false).update();
        try {
            assertThat(there.get("/api/me").status()).isEqualTo(401);
        } finally {
            FIRST.asOwner().sql(sql).param(true).update();
        }
    }

    @Test
    void theJournalOfBothIsOne() {
        Client auditor = queries.client().signIn("auditor");
        Client.Answer refused = queries.client().get("/api/me");
        Client.Answer shown = auditor.get("/api/shown/text/some-report");
        assertThat(codes(FIRST.asOwner(), refused)).containsExactly("not-signed-in");
        assertThat(codes(FIRST.asOwner(), shown)).containsExactly("report-viewed");
        assertThat(commands.client().signIn("auditor").get("/api/journal").text())
                .contains(refused.header(RequestId.HEADER), shown.header(RequestId.HEADER));
    }

    @Test
    void nothingOfItIsInTheOtherDatabase() {
        assertThat(
                        SECOND.asOwner()
                                .sql("SELECT to_regnamespace('access') IS NULL")
                                .query(Boolean.class)
                                .single())
                .isTrue();
        assertThat(
                        queries.application()
                                .sql("SELECT current_database()")
                                .query(String.class)
                                .single())
                .as("where a service works that asks for a database")
                .isEqualTo(queries.databaseName());
    }

    private static List<String> codes(JdbcClient database, Client.Answer answer) {
        return database.sql("SELECT code FROM access.journal WHERE request_id = ?::uuid")
                .param(answer.header(RequestId.HEADER))
                .query(String.class)
                .list();
    }
}
