package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.liuhen.query.Programs.client;
import static org.liuhen.query.Programs.operator;
import static org.liuhen.query.Programs.port;
import static org.liuhen.query.Programs.run;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.command.CommandService;
import org.liuhen.command.Papers;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/** The record was put back: the topic and the query side hold what it no longer does. */
class NewTopicTest {
    private static final String RELAY = "/components/relay/details/why";

    private static final Map<String, Object> SUCCESSOR =
            Map.of(
                    "liuhen.seal.origin", "liuhen.local/record-2",
                    "liuhen.seal.successor.by", "system-admin",
                    "liuhen.seal.successor.reason", "磁盘损坏，数据库恢复到昨天");

    private final TestDatabase record = TestDatabase.create();
    private final TestDatabase view = TestDatabase.create();

    @Test
    void whatIsAheadShowsNothingThatWasLostAndBeginsAnewOnANewTopic() {
        String kept;
        try (ConfigurableApplicationContext commands = commands(Map.of())) {
            kept = open(commands, 2021);
            isSealed();
        }
        String older = record.older();
        String lost;
        try (ConfigurableApplicationContext commands = commands(Map.of());
                ConfigurableApplicationContext queries = queries(commands, Map.of())) {
            lost = open(commands, 2022);
            isSealed();
            answers(queries, kept, 200, "");
            answers(queries, lost, 200, "");
        }
        record.putBack(older);
        try (ConfigurableApplicationContext commands = commands(SUCCESSOR);
                ConfigurableApplicationContext queries = queries(commands, Map.of())) {
            answers(queries, lost, 500, "record-differs");
            answers(queries, kept, 200, "");
            await().untilAsserted(() ->
                    assertThat(
                                    operator(commands)
                                            .get("/actuator/health")
                                            .body()
                                            .at(RELAY)
                                            .asString())
                            .contains("记录中没有的事件", "liuhen.views.anew"));
        }
        String topic = "after-" + older;
        Map<String, Object> anew =
                Map.of(
                        "liuhen.relay.topic", topic,
                        "liuhen.feed.topic", topic,
                        "liuhen.views.anew", "after-the-restore");
        Map<String, Object> successor = new HashMap<>(SUCCESSOR);
        successor.putAll(anew);
        try (ConfigurableApplicationContext commands = commands(successor);
                ConfigurableApplicationContext queries = queries(commands, anew)) {
            String next = open(commands, 2023);
            answers(queries, next, 200, "");
            answers(queries, kept, 200, "");
            answers(queries, lost, 404, "not-found");
        }
    }

    private ConfigurableApplicationContext commands(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Source.kafka(record));
        settings.putAll(more);
        return run(CommandService.application(), record, settings);
    }

    private ConfigurableApplicationContext queries(
            ConfigurableApplicationContext commands, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Source.kafka(record));
        settings.putAll(Programs.accountsOf(record));
        settings.put("liuhen.seal.url", "http://localhost:" + port(commands));
        settings.putAll(more);
        return run(QueryService.application(), view, settings);
    }

    private static String open(ConfigurableApplicationContext commands, int year) {
        Client.Answer opened =
                client(commands).signIn("drafter").post("/api/reports", Papers.document(year));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return opened.body().path("reportId").asString();
    }

    private void isSealed() {
        await().until(() ->
                record.asOwner()
                        .sql(
                                """
                                SELECT max(l.index) < (SELECT max(size) FROM seal.checkpoint)
                                FROM record.event e LEFT JOIN seal.leaf l
                                    ON l.kind = 'event' AND l.position = e.position
                                HAVING count(*) = count(l.index)\
                                """)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    /** Sooner or later: each reading is journalled and sealed, so the log goes on meanwhile. */
    private static void answers(
            ConfigurableApplicationContext queries, String report, int status, String code) {
        Client auditor = client(queries).signIn("auditor");
        await().untilAsserted(() -> {
            Client.Answer answer = auditor.get("/api/reports/" + report);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.code()).isEqualTo(code);
        });
    }
}
