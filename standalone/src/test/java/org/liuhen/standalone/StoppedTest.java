package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What an operator sees and does where a reader cannot take an event. */
class StoppedTest {
    private static Running office;
    private static JdbcClient owner;

    @BeforeAll
    static void start() {
        office = new Running(new Witnesses());
        owner = office.database().asOwner();
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    /** Written with others in one batch, what the table refuses stops its own report alone. */
    @Test
    void whatWasMendedGoesOnWhenItIsTriedAgain() {
        String spoilt = open(2031);
        owner.sql(
                        "ALTER TABLE view.history ADD CONSTRAINT fault CHECK (summary NOT LIKE '%坏%') NOT VALID")
                .update();
        edit(spoilt, "坏", 1);
        String other = open(2032);
        await().until(() -> reader(spoilt, "history").findAny().isPresent());
        edit(spoilt, "更", 2);
        await().until(() -> waiting(spoilt) == 2);
        assertThat(history(spoilt)).isEqualTo(1);
        await().until(() -> history(other) == 1);
        assertThat(retry(spoilt).body().path("goesOn").asBoolean()).isFalse();
        assertThat(waiting(spoilt)).isEqualTo(2);

        owner.sql("ALTER TABLE view.history DROP CONSTRAINT fault").update();
        Client.Answer retried = retry(spoilt);
        assertThat(retried.body().path("goesOn").asBoolean()).as(retried.toString()).isTrue();
        assertThat(history(spoilt)).isEqualTo(3);
        assertThat(reader(spoilt, "history")).isEmpty();
        edit(spoilt, "又", 3);
        await().until(() -> history(spoilt) == 4);
        assertThat(office.journal(retried)).containsExactly("stopped-retried " + spoilt + " 赵立新");
    }

    @Test
    void whatCannotBeMendedIsLeftOutForAReasonOnRecord() {
        String spoilt = open(2033);
        owner.sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        SELECT 'unknown', report_id, 1, stream_type, recorded_at, 'report-vanished',
                            '1', '{}', metadata
                        FROM record.event WHERE report_id = ?\
                        """)
                .param(spoilt)
                .update();
        open(2034);
        await().until(() -> of(spoilt).size() == 4);
        Client operator = office.as("system-admin");
        Expect.problem(
                operator.post(path(spoilt, "skip"), Document.of("reader", "history")),
                400,
                "malformed");
        Expect.problem(
                operator.post(path(spoilt, "skip"), Document.of("reader", "x", "reason", "无法恢复")),
                400,
                "malformed");
        for (String reader : List.of("report", "history", "inbox", "reports")) {
            Client.Answer skipped =
                    operator.post(
                            path(spoilt, "skip"),
                            Document.of("reader", reader, "reason", "经核实不是本系统的事件"));
            assertThat(skipped.body().path("eventId").asString()).isEqualTo("unknown");
            assertThat(office.journal(skipped))
                    .containsExactly("stopped-skipped " + spoilt + " 赵立新");
        }
        assertThat(of(spoilt)).isEmpty();
        Expect.problem(operator.post(path(spoilt, "retry"), Document.of()), 404, "not-found");
    }

    /** The lines of a history go on after one that was left out. */
    @Test
    void afterAnEventThatWasLeftOutOtherReadersGoOn() {
        String spoilt = open(2035);
        owner.sql(
                        "ALTER TABLE view.history ADD CONSTRAINT fault CHECK (summary NOT LIKE '%坏%') NOT VALID")
                .update();
        edit(spoilt, "坏", 1);
        await().until(() -> waiting(spoilt) == 1);
        owner.sql("ALTER TABLE view.history DROP CONSTRAINT fault").update();
        skip(spoilt, "history");
        edit(spoilt, "更", 2);
        await().until(() -> history(spoilt) == 2);
        assertThat(of(spoilt)).isEmpty();
    }

    /** Without one of its events a report cannot be folded any more; all others can. */
    @Test
    void whatTheReportItselfLacksStopsThatReportAlone() {
        String spoilt = open(2036);
        owner.sql(
                        "ALTER TABLE view.past_event ADD CONSTRAINT fault CHECK (name <> 'actual-submitted') NOT VALID")
                .update();
        edit(spoilt, "个", 1);
        await().until(() -> reader(spoilt, "report").findAny().isPresent());
        owner.sql("ALTER TABLE view.past_event DROP CONSTRAINT fault").update();
        skip(spoilt, "report");
        edit(spoilt, "更", 2);
        await().until(() -> reader(spoilt, "report").findAny().isPresent());
        String other = open(2037);
        edit(other, "个", 1);
        await().until(() -> history(other) == 2);
        assertThat(of(other)).isEmpty();
    }

    private static void skip(String report, String reader) {
        Client.Answer skipped =
                office.as("system-admin")
                        .post(
                                path(report, "skip"),
                                Document.of("reader", reader, "reason", "经核实无法恢复"));
        assertThat(skipped.status()).as(skipped.toString()).isEqualTo(200);
    }

    @Test
    void onlyTheSystemAdministratorMayLookAndAct() {
        for (String who : List.of("drafter", "auditor", "audit-admin", "security-admin")) {
            Expect.problem(office.as(who).get("/api/stopped"), 403, "not-permitted");
            Expect.problem(
                    office.as(who).post(path("nothing", "retry"), Document.of()),
                    403,
                    "not-permitted");
        }
        Expect.problem(office.client().get("/api/stopped"), 401, "not-signed-in");
    }

    private static String open(int year) {
        return office.as("drafter")
                .post("/api/reports", Document.small("jiangmen-ecology", year))
                .body()
                .path("reportId")
                .asString();
    }

    /** What is said here comes into the line of the history as well. */
    private static void edit(String report, String said, int n) {
        Client.Answer answer =
                office.as("drafter")
                        .put(
                                "/api/reports/" + report + "/indicators/ind-01/actual",
                                Document.of(
                                        "value",
                                        "22." + n,
                                        "unit",
                                        said,
                                        "explanation",
                                        null,
                                        "reason",
                                        n == 1 ? null : "更正"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static Client.Answer retry(String report) {
        return office.as("system-admin").post(path(report, "retry"), Document.of());
    }

    private static String path(String report, String action) {
        return "/api/stopped/" + report + "/" + action;
    }

    private static List<JsonNode> of(String report) {
        return office.as("system-admin")
                .get("/api/stopped")
                .body()
                .path("items")
                .valueStream()
                .filter(s -> s.path("reportId").asString().equals(report))
                .toList();
    }

    private static Stream<JsonNode> reader(String report, String reader) {
        return of(report).stream().filter(s -> s.path("reader").asString().equals(reader));
    }

    private static long waiting(String report) {
        return reader(report, "history").mapToLong(s -> s.path("waiting").asLong()).sum();
    }

    private static long history(String report) {
        return owner.sql("SELECT count(*) FROM view.history WHERE report_id = ?")
                .param(report)
                .query(Long.class)
                .single();
    }
}
