package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the process itself behaves towards whoever runs it. */
class ProcessTest {
    private static final int TERMINATED = 128 + 15;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void aCommandInFlightIsAnsweredBeforeTheProcessEndsWhenItIsAskedTo() throws Exception {
        try (Started service = Started.on(database)) {
            Client drafter = service.client().signIn("drafter");
            CompletableFuture<Client.Answer> answer;
            try (OpenTransaction held = OpenTransaction.on(database)) {
                held.execute("LOCK TABLE record.event IN SHARE MODE");
                answer =
                        CompletableFuture.supplyAsync(
                                () -> drafter.post("/api/reports", Papers.document(2023)));
                await().until(() -> waitForTheLock() > 0);
                service.askToEnd();
                await().until(() -> !service.answers());
                assertThat(answer).as("still in flight").isNotDone();
            }
            assertThat(answer.get().status()).isEqualTo(201);
            assertThat(service.code()).as(service.said().toString()).isEqualTo(TERMINATED);
        }
        assertThat(count("record.event")).isOne();
        assertThat(count("record.receipt")).isOne();
    }

    private long waitForTheLock() {
        return database.asOwner()
                .sql(
                        """
                        SELECT count(*) FROM pg_locks
                        WHERE relation = 'record.event'::regclass AND NOT granted\
                        """)
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return database.asOwner().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void withoutItALineNamesItsRequestToo() throws Exception {
        try (Started service = Started.on(database)) {
            Client drafter = service.client().signIn("drafter");
            database.asOwner().sql("ALTER TABLE record.receipt RENAME TO hidden").update();
            String request =
                    drafter.post("/api/reports", Papers.document(2023)).header("X-Request-Id");
            await().until(() ->
                    service.said().stream().anyMatch(line -> line.contains("[" + request + "] ")));
            assertThat(service.said()).noneMatch(line -> line.contains("[] "));
        }
    }

    @Test
    void withOneSettingEveryLineIsJsonAndNamesItsRequest() throws Exception {
        try (Started service = Started.on(database, "--logging.structured.format.console=ecs")) {
            Client drafter = service.client().signIn("drafter");
            database.asOwner().sql("ALTER TABLE record.receipt RENAME TO hidden").update();
            Client.Answer failed = drafter.post("/api/reports", Papers.document(2023));
            assertThat(failed.status()).isEqualTo(500);
            String request = failed.header("X-Request-Id");
            await().until(() -> service.said().stream().anyMatch(line -> line.contains(request)));
            List<JsonNode> lines =
                    service.said().stream().map(JsonMapper.shared()::readTree).toList();
            assertThat(lines)
                    .anySatisfy(line -> {
                        assertThat(line.path("requestId").asString()).isEqualTo(request);
                        assertThat(line.at("/log/level").asString()).isEqualTo("ERROR");
                        assertThat(line.at("/service/name").asString())
                                .isEqualTo("command-service");
                        assertThat(line.at("/error/stack_trace").asString())
                                .contains("record.receipt");
                    });
        }
    }
}
