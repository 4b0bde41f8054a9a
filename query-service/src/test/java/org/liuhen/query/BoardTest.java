package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.contracts.ContractJson;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import tools.jackson.databind.JsonNode;

/** What the lines of the board are made of, however the events are read. */
class BoardTest {
    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.on(TestDatabase.create());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aReportIsAtADeskSinceTheEventThatMovedItThere() {
        String id = running.wholeApproval(2001).reportId();
        running.caughtUp();
        List<Instant> moved =
                running
                        .database
                        .sql(
                                """
                                SELECT moment FROM view.past_event
                                WHERE report_id = ? AND name IN
                                    ('report-opened', 'report-forwarded', 'report-finalized')
                                ORDER BY version\
                                """)
                        .param(id)
                        .query(OffsetDateTime.class)
                        .list()
                        .stream()
                        .map(OffsetDateTime::toInstant)
                        .toList();
        JsonNode line = line(id);
        assertThat(stages(line))
                .containsExactly("DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS", "FINAL");
        assertThat(line.path("stays").valueStream().map(BoardTest::since)).isEqualTo(moved);
        assertThat(line.path("waits").size()).isZero();
    }

    @Test
    void itIsTheSameWhereEverythingIsReadInOneGo() {
        String id = running.wholeApproval(2002).reportId();
        running.caughtUp();
        JsonNode before = line(id);
        running.reader("reports").shutDown();
        running.reader("reports").resetTokens();
        running.reader("reports").start();
        running.caughtUp();
        assertThat(line(id)).isEqualTo(before);
    }

    @Test
    void whatWaitsIsToldByStepWithTheLongestWait() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2003, 3));
        String id = opened.reportId();
        running.give(Cast.DRAFTER, new SubmitSection(id, "1.1", null));
        running.give(Cast.DRAFTER, new SubmitSection(id, "1.2", null));
        running.caughtUp();
        ReportState report = running.past.latest(id).orElseThrow();
        JsonNode waits = line(id).path("waits");
        assertThat(waits.valueStream().map(BoardTest::told))
                .containsExactlyInAnyOrder(
                        "REVIEW DEPARTMENT SECTION_HEAD 2", "WRITE DEPARTMENT DRAFTER 1");
        assertThat(
                        waits.valueStream()
                                .filter(wait -> wait.path("kind").asString().equals("REVIEW"))
                                .map(BoardTest::since))
                .containsExactly(report.section("1.1").orElseThrow().since());
    }

    @Test
    void returnsAreCountedByTheDeskThatReturnedAndIndicatorsByAttainment() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2004, 1));
        String id = opened.reportId();
        ReportState report = running.at(opened);
        String digest = report.digest(report.section("1.1").orElseThrow());
        for (int round = 1; round <= 2; round++) {
            running.give(Cast.DRAFTER, new SubmitSection(id, "1.1", null));
            running.give(
                    Cast.HEAD,
                    new ReturnSection(
                            id,
                            "1.1",
                            digest,
                            "DRAFTER",
                            "请核对",
                            List.of(new ReturnItem("0", "请核对"))));
        }
        running.caughtUp();
        JsonNode line = line(id);
        assertThat(line.path("returns").toString())
                .isEqualTo("{\"DEPARTMENT\":2,\"FINANCE_BUREAU\":0,\"PEOPLES_CONGRESS\":0}");
        assertThat(line.path("attainment").toString())
                .isEqualTo("{\"ATTAINED\":0,\"NOT_ATTAINED\":0,\"UNVERIFIABLE\":1}");
    }

    private static List<String> stages(JsonNode line) {
        return line.path("stays").valueStream().map(s -> s.path("stage").asString()).toList();
    }

    private static Instant since(JsonNode from) {
        return Instant.parse(from.path("since").asString());
    }

    private static String told(JsonNode wait) {
        return String.join(
                " ",
                wait.path("kind").asString(),
                wait.path("desk").asString(),
                wait.path("step").asString(),
                wait.path("count").asString());
    }

    private static JsonNode line(String id) {
        return ContractJson.mapper()
                .readTree(
                        running.database
                                .sql(
                                        """
                                        SELECT board FROM view.report
                                        WHERE report_id = ? AND valid_to = 'infinity'\
                                        """)
                                .param(id)
                                .query(String.class)
                                .single());
    }
}
