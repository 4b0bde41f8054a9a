package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.access.Client;
import org.liuhen.query.Past;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever owns the database alters the reading side's own copy of an event. Whatever way the report
 * is looked at, what is told is what was sealed, or that it is not; and once the copy is as it was,
 * all is as before.
 */
class ShownIsSealedTest {
    private static final String VERSION_4 = " WHERE report_id = :id AND version = 4";
    private static Running office;
    private static JdbcClient owner;
    private static String id;
    private static String path;
    private static Map<String, String> before;
    private static String then;

    @BeforeAll
    static void aReportOnItsWay() {
        office = new Running(new Witnesses());
        owner = office.database().asOwner();
        Client drafter = office.as("drafter");
        id =
                drafter.post("/api/reports", Document.small("jiangmen-ecology", 2031))
                        .body()
                        .path("reportId")
                        .asString();
        path = "/api/reports/" + id;
        String actual = path + "/indicators/ind-01/actual";
        drafter.put(actual, figure("22.1", null));
        drafter.put(actual, figure("22.2", "更正"));
        drafter.put(actual, figure("22.3", "再更正"));
        drafter.post(path + "/sections/1.1/submit", Document.of("note", "请审核"));
        String digest =
                drafter.get(path + "?minVersion=5").body().at("/sections/0/digest").asString();
        office.as("section-head")
                .post(
                        path + "/sections/1.1/approve",
                        Document.of("digest", digest, "opinion", "同意"));
        Client.Answer returned =
                office.as("director")
                        .post(
                                path + "/sections/1.1/return",
                                Paper.returning(digest, "DRAFTER", "ind-01"));
        assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
        await().untilAsserted(() -> {
            var entries = drafter.get(path + "/history?minVersion=7").body().path("items");
            assertThat(entries).hasSize(7);
            assertThat(entries).allMatch(entry -> entry.path("sealed").asBoolean());
        });
        then =
                owner.sql(
                                "SELECT recorded_at FROM record.event WHERE report_id = ? AND sequence = 4")
                        .param(id)
                        .query(String.class)
                        .single();
        before = look();
        assertThat(before.values()).allMatch(answer -> answer.startsWith("200 "));
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    /** Rows of the copy, what is done to them, and how it is told. */
    record Altering(String name, String sentence, String... sql) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Altering> alterings() {
        String differs = "第4版与封存的记录不一致";
        return Stream.of(
                new Altering(
                        "a figure",
                        differs,
                        set("payload = " + replaced("payload", "22.3", "99.3"))),
                new Altering(
                        "who it was",
                        differs,
                        set(
                                "metadata = "
                                        + replaced(
                                                "metadata",
                                                "\"actorName\":\"",
                                                "\"actorName\":\"不"))),
                new Altering(
                        "when it was",
                        differs,
                        set(
                                "recorded_at = '2020-01-01T00:00:00Z', moment = '2020-01-01T00:00:00Z'")),
                new Altering("its name", differs, set("name = 'actual-submitted'")),
                new Altering("its revision", differs, set("revision = '2'")),
                new Altering("its id", differs, set("event_id = 'another'")),
                new Altering("its position", differs, set("position = position + 1000")),
                new Altering("its stream", differs, set("stream_type = NULL")),
                new Altering("a row gone", "记录缺第4版", "DELETE FROM view.past_event" + VERSION_4),
                new Altering(
                        "the last row gone",
                        "记录缺第7版",
                        "DELETE FROM view.past_event WHERE report_id = :id AND version = 7"),
                new Altering(
                        "the last row another",
                        "第7版与封存的记录不一致",
                        "UPDATE view.past_event SET payload = "
                                + replaced("payload", "内容须核对", "内容无误")
                                + " WHERE report_id = :id AND version = 7"),
                new Altering(
                        "two rows exchanged",
                        "第3版与封存的记录不一致",
                        set("sequence = 100"),
                        "UPDATE view.past_event SET sequence = 3 WHERE report_id = :id AND version = 3",
                        "UPDATE view.past_event SET sequence = 2 WHERE report_id = :id AND version = 101"),
                new Altering(
                        "two payloads exchanged",
                        "第3版与封存的记录不一致",
                        """
                        UPDATE view.past_event one SET payload = other.payload
                        FROM view.past_event other
                        WHERE one.report_id = :id AND other.report_id = :id
                          AND one.version IN (3, 4) AND other.version = 7 - one.version\
                        """));
    }

    @ParameterizedTest
    @MethodSource("alterings")
    void whatWasAlteredIsNotShownAndWhatWasPutBackIs(Altering altering) {
        List<Map<String, Object>> rows = rows();
        for (String sql : altering.sql) {
            assertThat(owner.sql(sql).param("id", id).update()).as(sql).isPositive();
        }
        try {
            isToldAs(altering.sentence);
        } finally {
            putBack(rows);
        }
        assertThat(look()).as("at once").isEqualTo(before);
        await().until(() -> health().getStatus().equals(Status.UP));
        assertThat(metric()).isZero();
    }

    private static void isToldAs(String sentence) {
        forget();
        Map<String, String> after = look();
        assertThat(after.get("report")).startsWith("500 ").contains(sentence);
        after.forEach((way, answer) -> {
            if (answer.startsWith("500 ")) {
                assertThat(answer).as(way).contains(sentence, "请告知系统管理员和审计人员");
            } else {
                assertThat(answer).as(way).isEqualTo(before.get(way));
            }
        });
        Health health = health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().toString()).contains(id);
        assertThat(metric()).isEqualTo(1);
    }

    /** What is remembered was held against the seal when it was read, and stays what it was. */
    @Test
    void whatIsRememberedIsShownAsItWasSealed() {
        List<Map<String, Object>> rows = rows();
        look();
        owner.sql(set("payload = " + replaced("payload", "22.3", "99.3"))).param("id", id).update();
        try {
            look().forEach((way, answer) -> {
                if (answer.startsWith("500 ")) {
                    assertThat(answer).as(way).contains("第4版与封存的记录不一致");
                } else {
                    assertThat(answer).as(way).isEqualTo(before.get(way));
                }
            });
        } finally {
            putBack(rows);
        }
        assertThat(look()).isEqualTo(before);
        await().until(() -> health().getStatus().equals(Status.UP));
    }

    /** Every way of looking at a report. */
    private static Map<String, String> look() {
        Map<String, String> all = new LinkedHashMap<>();
        Consumer<String> get = way -> all.put(way, told(way));
        List.of(
                        "report",
                        "?version=3",
                        "?version=4",
                        "?version=7",
                        "?at=" + then,
                        "/diff?from=1&to=7",
                        "/history",
                        "/decisions",
                        "/exceptions",
                        "/report.docx",
                        "/approval-sheet.docx",
                        "/history.csv",
                        "/history.xlsx")
                .forEach(get);
        return all;
    }

    private static String told(String way) {
        Client.Answer answer = office.as("auditor").get(way.equals("report") ? path : path + way);
        if (answer.status() == 500) {
            Expect.problem(
                    answer,
                    500,
                    answer.detail().startsWith("记录缺") ? "record-incomplete" : "record-differs");
            return "500 " + answer.detail();
        }
        boolean isFile = way.endsWith(".docx") || way.endsWith(".xlsx");
        return answer.status() + " " + (isFile ? "" : answer.text());
    }

    private static void forget() {
        office.beans(Past.class).getFirst().forget(id);
    }

    private static List<Map<String, Object>> rows() {
        return owner.sql("SELECT * FROM view.past_event WHERE report_id = ?")
                .param(id)
                .query()
                .listOfRows();
    }

    private static void putBack(List<Map<String, Object>> rows) {
        owner.sql("DELETE FROM view.past_event WHERE report_id = ?").param(id).update();
        for (Map<String, Object> row : rows) {
            Map<String, Object> columns = new LinkedHashMap<>(row);
            columns.remove("version");
            List<String> names = new ArrayList<>(columns.keySet());
            owner.sql(
                            "INSERT INTO view.past_event (%s) VALUES (%s)"
                                    .formatted(
                                            String.join(", ", names),
                                            String.join(
                                                    ", ", names.stream().map(n -> "?").toList())))
                    .params(new ArrayList<>(columns.values()))
                    .update();
        }
    }

    private static Health health() {
        return office.bean("differingHealth", HealthIndicator.class).health();
    }

    private static double metric() {
        return office.beans(MeterRegistry.class)
                .getFirst()
                .get("liuhen.record.differs")
                .gauge()
                .value();
    }

    private static Object figure(String value, String reason) {
        return Document.of("value", value, "unit", "人次", "explanation", null, "reason", reason);
    }

    private static String set(String what) {
        return "UPDATE view.past_event SET " + what + VERSION_4;
    }

    private static String replaced(String column, String what, String by) {
        return "convert_to(replace(convert_from(%s, 'UTF8'), '%s', '%s'), 'UTF8')"
                .formatted(column, what, by);
    }
}
