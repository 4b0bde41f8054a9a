package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.liuhen.query.Programs.awaitReadiness;
import static org.liuhen.query.Programs.client;
import static org.liuhen.query.Programs.operator;
import static org.liuhen.query.Programs.port;
import static org.liuhen.query.Programs.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.Listener;
import org.liuhen.access.RuleCoverage;
import org.liuhen.access.StartRefused;
import org.liuhen.command.CommandService;
import org.liuhen.command.Papers;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The query side as a program of its own, beside the command side, with Kafka between them. */
class QueryServiceTest {
    private static final TestDatabase RECORD = TestDatabase.create();
    private static final TestDatabase VIEW = TestDatabase.create();
    private static ConfigurableApplicationContext commands;
    private static ConfigurableApplicationContext queries;

    @BeforeAll
    static void start() {
        commands = run(CommandService.application(), RECORD, Source.kafka(RECORD));
        Map<String, Object> apart = new HashMap<>(Source.kafka(RECORD));
        apart.putAll(Programs.accountsOf(RECORD));
        apart.put("liuhen.seal.url", "http://localhost:" + port(commands));
        queries = run(QueryService.application(), VIEW, apart);
        awaitReadiness(queries, 200);
    }

    @AfterAll
    static void stop() {
        queries.close();
        commands.close();
    }

    @Test
    void whatIsCommandedOnOneIsReadOnTheOther() {
        Client here = client(commands).signIn("drafter");
        Client there = client(queries);
        here.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
        Client.Answer opened = here.post("/api/reports", Papers.document(2023));
        String id = opened.body().path("reportId").asString();
        String report = "/api/reports/" + id;
        here.post(report + "/sections/1.1/submit", Map.of("note", ""));
        await().until(() -> there.get(report + "?minVersion=2").status() == 200);
        Client.Answer read = there.get(report);
        assertThat(read.body().at("/sections/0/state").asString()).isEqualTo("IN_REVIEW");
        await().untilAsserted(() ->
                assertThat(there.get(report + "/history").body().path("items"))
                        .hasSize(2)
                        .extracting(entry -> entry.path("sealed").asBoolean())
                        .containsOnly(true));
        assertThat(there.get(report + "/history?actor=drafter").body().path("items")).hasSize(2);
        Client auditor = client(queries).signIn("auditor");
        String inbox = "/api/inbox?user=section-head&minVersion=" + id + "@2";
        await().untilAsserted(() ->
                assertThat(auditor.get(inbox).body().path("items").findValuesAsString("reportId"))
                        .contains(id));
        assertThat(there.delete("/api/session").status()).isEqualTo(204);
        assertThat(here.get("/api/session").text()).isEqualTo("{\"user\":null}");
    }

    @Test
    void whatIsCommandedOnOneIsHeardOnTheOther() {
        Client here = client(commands).signIn("water-drafter");
        Client there = client(queries);
        here.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
        try (Listener listener = Listener.of(there, "/api/live", "")) {
            assertThat(listener.status()).isEqualTo(200);
            Map<String, Object> document = new HashMap<>(Papers.document(2024));
            document.put("departmentId", "jiangmen-water");
            String id = here.post("/api/reports", document).body().path("reportId").asString();
            listener.until("moved {\"reportId\":\"" + id + "\",\"version\":1}");
        }
    }

    /** Whoever owns this database has neither the record's nor the key. */
    @Test
    void whatWasAlteredHereIsNotShown() {
        Client here = client(commands).signIn("drafter");
        Client there = client(queries);
        here.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
        String id =
                here.post("/api/reports", Papers.document(2017)).body().path("reportId").asString();
        String report = "/api/reports/" + id;
        await().until(() ->
                there.get(report + "/history?minVersion=1")
                        .body()
                        .at("/items/0/sealed")
                        .asBoolean());
        String altering =
                """
                UPDATE view.past_event SET payload = convert_to(replace(convert_from(payload,
                    'UTF8'), ?, ?), 'UTF8') WHERE report_id = ?\
                """;
        VIEW.asOwner().sql(altering).params("\"title\"", "\"titel\"", id).update();
        queries.getBean(Past.class).forget(id);
        Client.Answer refused = there.get(report);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(500);
        assertThat(refused.body().path("code").asString()).isEqualTo("record-differs");
        assertThat(refused.detail()).startsWith("第1版与封存的记录不一致");
        assertThat(metrics(queries)).contains("liuhen_record_differs_reports 1.0");
        VIEW.asOwner().sql(altering).params("\"titel\"", "\"title\"", id).update();
        assertThat(there.get(report).status()).isEqualTo(200);
        await().until(() -> metrics(queries).contains("liuhen_record_differs_reports 0.0"));
    }

    @Test
    void thereIsNoRecordHere() {
        assertThat(queries.getBean(EventBus.class)).isInstanceOf(SimpleEventBus.class);
        assertThat(queries.getBeanProvider(EventStorageEngine.class).stream()).isEmpty();
        assertThat(
                        VIEW.asOwner()
                                .sql(
                                        """
                                        SELECT nspname FROM pg_namespace
                                        WHERE nspname IN ('record', 'seal', 'access', 'view')\
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly("view");
    }

    @Test
    void whatHasNoRuleIsNotThere() {
        RuleCoverage.check(
                queries.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                queries.getBeanProvider(EndpointRules.class).stream().toList());
    }

    @Test
    void whoeverComesFindsTheirWay() {
        assertThat(client(queries).get("/v3/api-docs").body().path("paths").propertyNames())
                .as("of both sides")
                .contains("/api/reports/{r}/forward", "/api/reports/{r}/history");
    }

    @Test
    void itsReadersAreToldToOperators() {
        JsonNode readers =
                operator(queries)
                        .get("/actuator/health/readiness")
                        .body()
                        .at("/components/readers");
        assertThat(readers.at("/details/history/state").asString()).isEqualTo("running");
        assertThat(readers.at("/details").propertyNames())
                .containsExactly("report", "history", "inbox", "reports");
    }

    @Test
    void whatToWatchIsThereOnBothSides() {
        assertThat(metrics(commands))
                .contains(
                        "liuhen_relay_backlog_events",
                        "liuhen_relay_lag_seconds",
                        "liuhen_seal_waiting_events");
        assertThat(metrics(queries))
                .contains(
                        "liuhen_feed_lag_events{",
                        "liuhen_feed_lag_time_seconds{",
                        "liuhen_feed_running{",
                        "liuhen_feed_stopped_reports{",
                        "liuhen_event_seconds_count{",
                        "hikaricp_connections_active{pool=\"liuhen-accounts\"}");
    }

    private static String metrics(ConfigurableApplicationContext program) {
        Client operator = operator(program);
        return operator.send(
                        operator.request("/actuator/prometheus").setHeader("Accept", "*/*").GET())
                .text();
    }

    @Test
    void withoutAFeedItDoesNotStart() {
        assertThatThrownBy(() ->
                        run(QueryService.application(), TestDatabase.create(), Map.of()).close())
                .hasStackTraceContaining("须从 Kafka 读取")
                .hasRootCauseInstanceOf(StartRefused.class);
    }

    @Test
    void aloneItIsAliveAndNotReadyAndSaysWhy() {
        Map<String, Object> nobody = Map.of("liuhen.feed.bootstrap-servers", "localhost:1");
        try (ConfigurableApplicationContext alone =
                run(QueryService.application(), TestDatabase.create(), nobody)) {
            assertThat(client(alone).get("/actuator/health/readiness").text())
                    .isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
            assertThat(client(alone).get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(client(alone).get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(
                            operator(alone)
                                    .get("/actuator/health/readiness")
                                    .body()
                                    .at("/components/readers/details/report/why")
                                    .asString())
                    .startsWith("has not caught up");
        }
    }

    /** Its reader cannot write, which neither it nor anyone else is to blame for. */
    @Test
    void aReaderThatDoesNotGoOnTakesItsInstanceOutOfService() {
        TestDatabase database = TestDatabase.create();
        Map<String, Object> hasty = new HashMap<>(Source.kafka(RECORD));
        hasty.put("liuhen.readiness.longest-failure", "1s");
        try (ConfigurableApplicationContext one =
                run(QueryService.application(), database, hasty)) {
            awaitReadiness(one, 200);
            database.asOwner().sql("REVOKE ALL ON view.position FROM " + role(database)).update();
            awaitReadiness(one, 503);
            assertThat(
                            List.of(
                                    operator(one)
                                            .get("/actuator/health/readiness")
                                            .body()
                                            .at("/components/readers/details")
                                            .findValuesAsString("state")))
                    .asString()
                    .contains("failing");
            database.asOwner().sql("GRANT ALL ON view.position TO " + role(database)).update();
            awaitReadiness(one, 200);
        }
    }

    /** The processor that reads a topic gives a segment up, and the others of the reader go on. */
    @Test
    void aReaderThatDoesNotGoOnInOneSegmentTakesItsInstanceOutOfService() {
        TestDatabase database = TestDatabase.create();
        Map<String, Object> hasty = new HashMap<>(Source.kafka(RECORD));
        hasty.put("liuhen.readiness.longest-failure", "500ms");
        try (ConfigurableApplicationContext one =
                run(QueryService.application(), database, hasty)) {
            awaitReadiness(one, 200);
            noSpaceIn(database, "report");
            client(commands).signIn("drafter").post("/api/reports", Papers.document(2019));
            awaitReadiness(one, 503);
            await().during(Duration.ofSeconds(3))
                    .until(() -> client(one).get("/actuator/health/readiness").status() == 503);
            JsonNode readers =
                    operator(one)
                            .get("/actuator/health/readiness")
                            .body()
                            .at("/components/readers/details");
            assertThat(readers.at("/reports/why").asString()).contains("no space left");
            assertThat(readers.at("/history/state").asString()).isEqualTo("running");
            spaceIn(database, "report");
            awaitReadiness(one, 200);
        }
    }

    /** What it has not read yet, it does not call missing. */
    @Test
    void aViewThatIsStillBeingMadeAnswersNothing() {
        TestDatabase database = TestDatabase.create();
        Client drafter = client(commands).signIn("drafter");
        String id =
                drafter.post("/api/reports", Papers.document(2018))
                        .body()
                        .path("reportId")
                        .asString();
        Map<String, Object> settings = new HashMap<>(Source.kafka(RECORD));
        settings.putAll(Programs.accountsOf(RECORD));
        run(QueryService.application(), database, settings).close(); // makes the tables
        noSpaceIn(database, "past_event");
        database.asOwner().sql("TRUNCATE view.position, view.past_event, view.taken").update();
        try (ConfigurableApplicationContext one =
                run(QueryService.application(), database, settings)) {
            Client there = client(one);
            drafter.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
            Client.Answer refused = there.get("/api/reports/" + id);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().path("code").asString()).isEqualTo("unavailable");
            assertThat(refused.body().path("detail").asString()).contains("读入以往的记录");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            spaceIn(database, "past_event");
            awaitReadiness(one, 200);
            assertThat(there.get("/api/reports/" + id).status()).isEqualTo(200);
        }
    }

    /** What the database says when its disk is full; it may well pass. */
    private static void noSpaceIn(TestDatabase database, String table) {
        database.asOwner()
                .sql(
                        """
                        CREATE FUNCTION view.no_space() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'no space left'; END $$;
                        CREATE TRIGGER no_space BEFORE INSERT ON view.%s
                        FOR EACH ROW EXECUTE FUNCTION view.no_space()\
                        """
                                .formatted(table))
                .update();
    }

    private static void spaceIn(TestDatabase database, String table) {
        database.asOwner().sql("DROP TRIGGER no_space ON view." + table).update();
    }

    private static String role(TestDatabase database) {
        String url = database.settings().url();
        return "liuhen_app_" + url.substring(url.lastIndexOf('/') + 1);
    }
}
