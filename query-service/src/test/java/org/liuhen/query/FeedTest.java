package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.FeedLag;
import org.liuhen.query.feed.Readers;
import org.liuhen.query.feed.StoppedReports;
import org.liuhen.query.feed.StoppedReports.Stopped;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** What Kafka may bring besides each event once. */
class FeedTest {
    private final TestDatabase database = TestDatabase.create();
    private final Topic topic = new Topic(database);
    private Running running;

    @BeforeEach
    void start() {
        running = Running.with(database, Source.kafka(database));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void whatComesAgainChangesNothing() {
        Outcome.Accepted last = running.wholeApproval(2001);
        running.caughtUp();
        List<Map<String, Object>> before = rows();
        topic.sendAgain();
        topic.sendAgain();
        Outcome.Accepted next = running.give(Cast.DRAFTER, Cast.open(2002, 1));
        running.at(next);
        running.caughtUp();
        level();
        assertThat(rows().stream().filter(row -> row.get("report_id").equals(last.reportId())))
                .containsExactlyElementsOf(before);
        assertThat(stopped()).isEmpty();
    }

    @Test
    void anEventThatCannotBeTakenStopsItsReportAndNoOther() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2001, 1));
        running.at(opened);
        running.caughtUp();
        topic.send(opened.reportId(), 1, "report-vanished", "{}");
        await().until(() -> stopped().size() == Readers.ALL.size());
        running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第二稿", 1));
        running.at(running.wholeApproval(2002));
        assertThat(stopped()).extracting(Stopped::reportId).containsOnly(opened.reportId());
        assertThat(running.past.latestVersion(opened.reportId())).isOne();
        await().until(() -> stopped().stream().allMatch(s -> s.waiting() == 2));
        assertThat(stopped().getFirst().cause()).contains("report-vanished");
        assertThat(health().health().getStatus()).isEqualTo(Status.DOWN);
    }

    /** A foreign record in an event's place keeps the event from its place no longer. */
    @Test
    void theEventBehindAForeignRecordIsTakenOnceThatIsLeftOut() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2001, 1));
        running.at(opened);
        running.caughtUp();
        topic.send(opened.reportId(), 1, "report-vanished", "{}");
        await().until(() -> stopped().size() == Readers.ALL.size());
        StoppedReports reports = running.bean(StoppedReports.class);
        Readers.ALL.forEach(
                reader -> assertThat(reports.leaveOut(reader, opened.reportId())).isPresent());
        Outcome.Accepted edited = running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第二稿", 1));
        running.at(edited);
        running.caughtUp();
        assertThat(stopped()).isEmpty();
        assertThat(taken("history", opened.reportId())).isEqualTo(2);
    }

    @Test
    void whatIsNoEventOfOursStandsStillByItself() {
        topicIsThere();
        topic.sendForeign(null, "hello".getBytes(StandardCharsets.UTF_8));
        topic.sendForeign("a\0b", null);
        await().until(() -> stopped().size() == 2 * Readers.ALL.size());
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2002, 1));
        running.at(opened);
        running.caughtUp();
        assertThat(stopped()).extracting(Stopped::version).containsOnlyNulls();
    }

    @Test
    void anEventThatIsMissingBeforeAnotherStopsTheReport() {
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2001, 1));
        running.at(opened);
        topic.send(opened.reportId(), 7, "section-withdrawn", "{}");
        await().until(() -> stopped().size() == Readers.ALL.size());
        assertThat(stopped().getFirst().cause()).contains("event 7 is there, but 1 is not");
    }

    /**
     * After a write has failed, events are written one by one; one that another instance has taken
     * meanwhile is not one that cannot be taken.
     */
    @Test
    void whatAnotherInstanceTookMeanwhileStopsNothing() {
        String failing = running.give(Cast.DRAFTER, Cast.open(2001, 1)).reportId();
        Outcome.Accepted opened = running.give(Cast.DRAFTER, Cast.open(2002, 1));
        running.at(opened);
        running.caughtUp();
        database.asOwner()
                .sql(
                        """
                        CREATE FUNCTION view.no_space() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'no space left'; END $$;
                        CREATE TRIGGER no_space BEFORE INSERT ON view.report FOR EACH ROW
                        WHEN (NEW.report_id = '%s') EXECUTE FUNCTION view.no_space()\
                        """
                                .formatted(failing))
                .update();
        running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第二稿", 1));
        HealthIndicator readers = running.bean("readersHealthIndicator", HealthIndicator.class);
        await().until(() ->
                readers.health().getDetails().get("reports").toString().contains("failing"));
        database.asOwner()
                .sql(
                        """
                        UPDATE view.taken SET version = 2, before = 1
                        WHERE reader = 'reports' AND report_id = ?\
                        """)
                .param(opened.reportId())
                .update();
        running.give(Cast.DRAFTER, Cast.edit(2002, "1.1", "第二稿", 1));
        await().until(() -> taken("inbox", opened.reportId()) == 2);
        database.asOwner().sql("DROP TRIGGER no_space ON view.report").update();
        await().until(() -> taken("reports", failing) == 2);
        level();
        assertThat(stopped()).isEmpty();
    }

    @Test
    void severalInstancesShareTheReportsAndTakeOverFromEachOther() {
        topicIsThere();
        String[] second = {"--liuhen.query.node=second", "--liuhen.relay.bootstrap-servers="};
        try (Running other = Running.with(database, Source.kafka(database), second)) {
            await().until(() -> claims("test") == 8 && claims("second") == 8);
            Outcome.Accepted last = running.wholeApproval(2003);
            assertThat(other.at(last).version()).isEqualTo(last.version());
        }
        await().until(() -> claims("test") == 16);
        running.at(running.wholeApproval(2004));
        running.caughtUp();
        assertThat(stopped()).isEmpty();
    }

    /** An instance that never looks by itself, and has no other way to know. */
    @Test
    void whatOneInstanceBringsTheOthersAreTold() {
        topicIsThere();
        Arrivals arrivals = new Arrivals(Duration.ofHours(1));
        Announcements announcements =
                new Announcements(
                        running.bean(FeedSettings.class),
                        running.database,
                        running.bean(DataSource.class),
                        arrivals);
        announcements.start();
        try {
            String id = Cast.open(2002, 1).reportId();
            List<CompletableFuture<Boolean>> waiting =
                    Stream.of("report", "history", "inbox", "reports")
                            .map(reader ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    arrivals.await(
                                                            reader,
                                                            id,
                                                            1,
                                                            Duration.ofMinutes(1),
                                                            () -> taken(reader, id)),
                                            wait -> Thread.ofVirtual().start(wait)))
                            .toList();
            await().until(() -> arrivals.waiting() == waiting.size());
            running.give(Cast.DRAFTER, Cast.open(2002, 1));
            assertThat(waiting).allSatisfy(heard -> assertThat(heard.join()).isTrue());
        } finally {
            announcements.stop();
        }
    }

    private long taken(String reader, String reportId) {
        return running.database
                .sql("SELECT version FROM view.taken WHERE reader = ? AND report_id = ?")
                .params(reader, reportId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void topicIsThere() {
        running.at(running.give(Cast.DRAFTER, Cast.open(2001, 1)));
        running.caughtUp();
    }

    private long claims(String node) {
        return running.database
                .sql("SELECT count(*) FROM view.position WHERE owner = ?")
                .param(node)
                .query(Long.class)
                .single();
    }

    /** Waits until everything that was sent has been read. */
    private void level() {
        FeedLag lag = running.bean(FeedLag.class);
        await().until(() -> Readers.ALL.stream().allMatch(r -> lag.events(r) == 0));
    }

    private List<Stopped> stopped() {
        return running.bean(StoppedReports.class).all();
    }

    private HealthIndicator health() {
        return running.bean("stoppedHealth", HealthIndicator.class);
    }

    private List<Map<String, Object>> rows() {
        return running.database
                .sql(
                        """
                        SELECT report_id, 'history' AS what, t::text AS row FROM view.history t
                        UNION ALL SELECT report_id, 'past', t::text FROM view.past_event t
                        UNION ALL SELECT report_id, 'task', t::text FROM view.task t
                        UNION ALL SELECT report_id, 'deed', t::text FROM view.deed t
                        UNION ALL SELECT report_id, 'report', t::text FROM view.report t
                        ORDER BY 1, 2, 3\
                        """)
                .query()
                .listOfRows();
    }
}
