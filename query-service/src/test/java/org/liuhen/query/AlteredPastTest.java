package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.Readers;
import org.liuhen.query.feed.StoppedReports;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.TilePath;
import org.liuhen.workflow.ReportState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whoever owns the database alters what the views are made of, and the log as well. */
class AlteredPastTest {
    private static final int EDITS = 110;
    private static final String THIRD = " WHERE report_id = :id AND version = 3";

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient owner = database.asOwner();
    private Running running;
    private String id;

    @BeforeEach
    void aReport() {
        running = Running.on(database);
        Outcome.Accepted last = running.give(Cast.DRAFTER, Cast.open(2001, 2));
        for (int n = 1; n <= EDITS; n++) {
            last = running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第" + n + "稿", n));
        }
        id = last.reportId();
        running.at(last);
        running.caughtUp();
        sealed();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    /** Every event there is, also as this process knows. */
    private void sealed() {
        List<String> all =
                owner.sql("SELECT event_id FROM record.event").query(String.class).list();
        await().until(() -> running.bean(SealCheck.class).among(all).size() == all.size());
    }

    private void begin() {
        running.close();
        running = Running.on(database);
    }

    private int alter(String sql) {
        return owner.sql(sql).param("id", id).update();
    }

    /** Altered together with the log's own tables; the process begins after that. */
    @Test
    void whoeverAltersTheLogAsWellIsNotBelieved() {
        byte[] before = payload();
        assertThat(alter("UPDATE view.past_event SET payload = " + replaced("第2稿", "第9稿") + THIRD))
                .isOne();
        StoredEvent altered = row();

        owner.sql("CREATE TABLE kept_leaf AS SELECT * FROM seal.leaf").update();
        owner.sql("CREATE TABLE kept_tile AS SELECT * FROM seal.tile").update();
        owner.sql("UPDATE seal.leaf SET row_hash = :hash WHERE row_id = :event")
                .param("hash", altered.rowHash())
                .param("event", altered.text("event_id"))
                .update();
        begin();
        isRefused("its leaf", 3);

        long index =
                owner.sql("SELECT index FROM seal.leaf WHERE row_id = ?")
                        .param(altered.text("event_id"))
                        .query(Long.class)
                        .single();
        owner.sql(
                        """
                        UPDATE seal.tile SET hashes = overlay(hashes PLACING :leaf FROM :at)
                        WHERE level = 0 AND index = :tile\
                        """)
                .param("leaf", altered.leaf().bytes())
                .param("at", (int) (index % TilePath.FULL) * 32 + 1)
                .param("tile", index / TilePath.FULL)
                .update();
        begin();
        isRefused("its leaf and its tile", 1);

        owner.sql("DELETE FROM seal.leaf WHERE row_id = ?")
                .param(altered.text("event_id"))
                .update();
        begin();
        isRefused("its leaf gone", 1);

        owner.sql("TRUNCATE seal.tile; INSERT INTO seal.tile SELECT * FROM kept_tile").update();
        begin();
        isRefused("its leaf gone, the tiles whole", 3);

        // in one go: into an empty table the running log would begin to seal again
        owner.sql("DELETE FROM seal.leaf; INSERT INTO seal.leaf SELECT * FROM kept_leaf").update();
        owner.sql("UPDATE view.past_event SET payload = :payload WHERE event_id = :event")
                .param("payload", before)
                .param("event", altered.text("event_id"))
                .update();
        begin();
        assertThat(running.past.at(id, 3).version()).isEqualTo(3);
        assertThat(differing()).isEqualTo(Status.UP);
    }

    /** The log does not hold, and so the first version that cannot be proved is named. */
    private void isRefused(String as, int version) {
        assertThatThrownBy(() -> running.past.at(id, 4))
                .as(as)
                .hasMessageContaining("不能证明第%d版就是封存的记录", version);
        assertThat(differing()).as(as).isEqualTo(Status.DOWN);
    }

    @Test
    void aStateThatIsNotWhatTheEventsFoldToIsNotRead() {
        ReportState genuine = running.past.at(id, 108);
        for (String state : List.of(replacedIn("state", "第99稿", "第88稿"), "'no state'")) {
            assertThat(
                            alter(
                                    "UPDATE view.past_state SET state = "
                                            + state
                                            + " WHERE report_id = :id AND version = 100"))
                    .isOne();
            running.past.forget();
            assertThat(running.past.at(id, 108)).isEqualTo(genuine);
        }
        begin();
        assertThat(running.past.at(id, 108)).isEqualTo(genuine);
        assertThat(running.past.at(id, 107)).isNotEqualTo(genuine);
    }

    /** The event was taken as it was, and sealed otherwise: the sealing waits meanwhile. */
    @Test
    void whatIsSealedOtherwiseThanItWasTakenIsForgotten() {
        SingleConnectionDataSource one =
                new SingleConnectionDataSource(
                        database.settings().url(),
                        database.settings().username(),
                        database.settings().password(),
                        true);
        JdbcClient holding = JdbcClient.create(one);
        holding.sql("SELECT pg_advisory_lock(?)")
                .param("liuhen.seal".hashCode())
                .query()
                .listOfRows();
        Outcome.Accepted last = running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "末稿", EDITS + 1));
        assertThat(running.at(last).version()).isEqualTo(EDITS + 2);
        running.caughtUp();
        String latest = " WHERE report_id = :id AND sequence = " + (EDITS + 1);
        byte[] genuine =
                owner.sql("SELECT payload FROM record.event" + latest)
                        .param("id", id)
                        .query(byte[].class)
                        .single();
        assertThat(alter("UPDATE record.event SET payload = " + replaced("末稿", "始稿") + latest))
                .isOne();
        one.destroy();
        await().until(() -> differing().equals(Status.DOWN));
        assertThatThrownBy(() -> running.past.latest(id))
                .hasMessageContaining("第%d版与封存的记录不一致", EDITS + 2);

        assertThat(alter("UPDATE view.past_event SET payload = " + replaced("末稿", "始稿") + latest))
                .isOne();
        assertThat(running.past.latest(id).orElseThrow().section("1.1").orElseThrow().blocks())
                .asString()
                .contains("始稿")
                .doesNotContain(new String(genuine, StandardCharsets.UTF_8));
        await().until(() -> differing().equals(Status.UP));
    }

    /** No event of the record, but a row of the table, as if it had just come. */
    @Test
    void aRowThatIsNeverSealedIsNotBelievedForLong() {
        owner.sql(
                        """
                        INSERT INTO view.past_event (position, event_id, report_id, sequence,
                            stream_type, recorded_at, name, revision, payload, metadata, moment)
                        SELECT position + 1000000, 'forged', report_id, sequence + 1, stream_type,
                            recorded_at, name, revision,
                            convert_to(replace(convert_from(payload, 'UTF8'),
                                :was, :is), 'UTF8'), metadata, moment
                        FROM view.past_event WHERE report_id = :id AND version = :version\
                        """)
                .param("id", id)
                .param("version", EDITS + 1)
                .param("was", "第" + EDITS + "稿")
                .param("is", "伪稿")
                .update();
        assertThat(running.past.latestVersion(id)).isEqualTo(EDITS + 2);
        running.past.latest(id);
        int[] year = {2010};
        await().atMost(Duration.ofMinutes(1))
                .until(() -> {
                    running.give(Cast.DRAFTER, Cast.open(year[0]++, 1));
                    return differing().equals(Status.DOWN);
                });
        assertThatThrownBy(() -> running.past.latest(id))
                .hasMessageContaining("第%d版与封存的记录不一致", EDITS + 2);
        assertThat(
                        alter(
                                "DELETE FROM view.past_event WHERE report_id = :id AND event_id = 'forged'"))
                .isOne();
        assertThat(running.past.latest(id).orElseThrow().version()).isEqualTo(EDITS + 1);
        await().until(() -> differing().equals(Status.UP));
    }

    /** What trail, inbox and lists are written from is what is taken. */
    @Test
    void whatIsNotWhatWasSealedIsNotTakenWhenAllIsMadeAnew() {
        Assumptions.assumeThat(Source.isKafka()).as("the topic is not the database's").isFalse();
        Outcome.Accepted other = running.give(Cast.DRAFTER, Cast.open(2002, 1));
        running.at(other);
        sealed();
        String third = " WHERE report_id = :id AND sequence = 2";
        assertThat(alter("UPDATE record.event SET payload = " + replaced("第2稿", "第9稿") + third))
                .isOne();
        running.close();
        owner.sql(
                        """
                        TRUNCATE view.past_event, view.past_state, view.history, view.task, view.deed,
                            view.report, view.taken, view.position\
                        """)
                .update();
        running = Running.on(database);
        StoppedReports stopped = running.bean(StoppedReports.class);
        await().until(() -> stopped.all().size() == Readers.ALL.size());
        assertThat(stopped.all())
                .allSatisfy(each -> {
                    assertThat(each.reportId()).isEqualTo(id);
                    assertThat(each.version()).isEqualTo(3);
                    assertThat(each.cause()).contains("第3版与封存的记录不一致，没有读入");
                });
        assertThat(running.at(other).version()).isOne();
        for (String table : List.of("past_event", "history", "report")) {
            assertThat(
                            owner.sql("SELECT count(*) FROM view." + table + " WHERE report_id = ?")
                                    .param(id)
                                    .query(Integer.class)
                                    .single())
                    .as(table)
                    .isEqualTo(2);
        }
    }

    private StoredEvent row() {
        return owner.sql("SELECT * FROM view.past_event" + THIRD)
                .param("id", id)
                .query((row, _) -> StoredEvent.of(row))
                .single();
    }

    private byte[] payload() {
        return row().bytes("payload");
    }

    private Status differing() {
        return running.bean("differingHealth", HealthIndicator.class).health().getStatus();
    }

    private static String replaced(String what, String by) {
        return replacedIn("payload", what, by);
    }

    private static String replacedIn(String column, String what, String by) {
        return "convert_to(replace(convert_from(%s, 'UTF8'), '%s', '%s'), 'UTF8')"
                .formatted(column, what, by);
    }
}
