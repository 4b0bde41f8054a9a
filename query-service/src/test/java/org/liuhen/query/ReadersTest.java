package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.command.relay.Source;
import org.liuhen.database.Statements;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.Readers;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReadersTest {
    private static final Map<String, String> TABLES =
            Map.of(
                    "view.past_event", "report_id, version",
                    "view.past_state", "report_id, version",
                    "view.history", "report_id, version",
                    "view.task", "report_id, task, valid_from, valid_to",
                    "view.deed", "person_id, box, report_id, subject, valid_from, valid_to",
                    "(SELECT reader, report_id, version FROM view.taken)", "reader, report_id",
                    "view.report", "report_id, valid_from, valid_to");
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aWholeApprovalIsSeenByEveryReader() {
        Outcome.Accepted last = running.wholeApproval(2001);
        ReportState report = running.at(last);
        assertThat(report.isFinal()).isTrue();
        running.caughtUp();
        assertThat(count("view.history WHERE", last.reportId())).isEqualTo(last.version());
        assertThat(count("view.task WHERE valid_to = 'infinity' AND", last.reportId())).isZero();
        assertThat(count("view.report WHERE valid_to = 'infinity' AND", last.reportId())).isOne();
        assertThat(count("view.report WHERE", last.reportId())).isEqualTo(last.version());
    }

    @Test
    void everyReaderIsWokenAndKeepsItsPositionInTheDatabase() {
        running.caughtUp();
        assertThat(Readers.ALL)
                .allSatisfy(name ->
                        assertThat(running.reader(name))
                                .isInstanceOf(
                                        Source.isKafka()
                                                ? PooledStreamingEventProcessor.class
                                                : TrackingEventProcessor.class));
        assertThat(running.bean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(
                        running.database
                                .sql(
                                        "SELECT DISTINCT processor FROM view.position WHERE token IS NOT NULL")
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrderElementsOf(Readers.ALL);
    }

    @Test
    void rebuiltFromTheFirstEventEveryReaderShowsTheSame() {
        for (int year = 2011; year <= 2013; year++) {
            running.wholeApproval(year);
        }
        Outcome.Accepted edited = running.give(Cast.DRAFTER, Cast.open(2014, 3));
        for (int n = 1; n <= 130; n++) {
            edited = running.give(Cast.DRAFTER, Cast.edit(2014, "1.1", "第" + n + "稿", n));
        }
        running.at(edited);
        running.caughtUp();
        Map<String, String> before = content();
        assertThat(before).allSatisfy((_, hash) -> assertThat(hash).isNotNull());
        for (String name : Readers.ALL) {
            running.reader(name).shutDown();
            running.reader(name).resetTokens();
        }
        assertThat(content().values()).containsOnlyNulls();
        for (String name : Readers.ALL) {
            running.reader(name).start();
        }
        running.caughtUp();
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void whatIsReadInOneGoIsWrittenInOneGo() {
        TestDatabase database = TestDatabase.create();
        try (Running watched = Running.on(database, Statements.class)) {
            Outcome.Accepted last = watched.give(Cast.DRAFTER, Cast.open(2001, 1));
            for (int n = 1; n <= 90; n++) {
                last = watched.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第" + n + "稿", n));
            }
            watched.at(last);
            watched.caughtUp();
            watched.reader("history").shutDown();
            watched.reader("history").resetTokens();
            watched.bean(Statements.class).forget();
            watched.reader("history").start();
            watched.caughtUp();
            assertThat(watched.bean(Statements.class).on("view"))
                    .filteredOn(sql -> sql.contains("INSERT INTO view.history"))
                    .hasSizeBetween(1, 5);
        }
    }

    @Test
    void whoDecidesTwiceOnASectionWithinOneBatchIsRememberedForTheLast() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2015, 1));
        String id = opened.reportId();
        ReportState report = running.at(opened);
        String digest = report.digest(report.section("1.1").orElseThrow());
        running.reader("inbox").shutDown();
        SubmitSection submit = new SubmitSection(id, "1.1", null);
        running.give(Cast.DRAFTER, submit);
        running.give(
                Cast.HEAD,
                new ReturnSection(
                        id,
                        "1.1",
                        digest,
                        Desk.DRAFTER,
                        "请再核对一遍",
                        List.of(new ReturnItem("0", "与附表不一致"))));
        running.give(Cast.DRAFTER, submit);
        running.give(Cast.HEAD, new ApproveSection(id, "1.1", digest, "同意"));
        running.reader("inbox").start();
        running.caughtUp();
        assertThat(
                        running.database
                                .sql(
                                        """
                                        SELECT item->>'kind' FROM view.deed
                                        WHERE report_id = ? AND box = 'done'
                                          AND valid_to = 'infinity'\
                                        """)
                                .param(id)
                                .query(String.class)
                                .list())
                .containsExactly("APPROVED");
    }

    @Test
    void aReaderThatFailsStopsAndNeverSkipsAnEvent() {
        TestDatabase database = TestDatabase.create();
        try (Running fragile = Running.on(database, Failing.class)) {
            Failing failing = fragile.bean(Failing.class);
            Outcome.Accepted opened = fragile.give(Cast.DRAFTER, Cast.open(2001, 1));
            await().until(() -> failing.refused > 1);
            fragile.at(opened);
            assertThat(failing.taken).isZero();
            failing.broken = false;
            await().until(() -> failing.taken == 1);
        }
    }

    @Test
    void aReaderGoesOnAfterARestartWhereItStopped() {
        TestDatabase database = TestDatabase.create();
        try (Running first = Running.on(database)) {
            first.at(first.give(Cast.DRAFTER, Cast.open(2001, 1)));
            first.caughtUp();
        }
        try (Running second = Running.on(database)) {
            Outcome.Accepted edited = second.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第二稿", 1));
            assertThat(second.at(edited).version()).isEqualTo(2);
        }
    }

    /** A reader with a fault that passes. */
    @ProcessingGroup("failing")
    static class Failing {
        volatile boolean broken = true;
        volatile int refused;
        volatile int taken;

        @EventHandler
        void on(ReportEvent event) {
            if (broken) {
                refused++;
                throw new IllegalStateException("a fault that passes");
            }
            taken++;
        }
    }

    private static Map<String, String> content() {
        JdbcClient owner = DATABASE.asOwner();
        Map<String, String> hashes = new TreeMap<>();
        TABLES.forEach((table, key) ->
                hashes.put(
                        table,
                        owner.sql(
                                        "SELECT md5(string_agg(t::text, '|' ORDER BY %s)) FROM %s t"
                                                .formatted(key, table))
                                .query(String.class)
                                .optional()
                                .orElse(null)));
        return hashes;
    }

    private static long count(String rows, String reportId) {
        return running.database
                .sql("SELECT count(*) FROM " + rows + " report_id = ?")
                .param(reportId)
                .query(Long.class)
                .single();
    }
}
