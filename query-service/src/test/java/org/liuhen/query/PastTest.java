package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.command.Outcome;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.Upcaster;
import org.liuhen.contracts.Upcasting;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.PublishedLog;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;

class PastTest {
    private static final int EDITS = 230;
    private static Running running;
    private static String id;
    private static List<Recorded> record;

    @BeforeAll
    static void aLongReport() {
        running = Running.on(TestDatabase.create());
        Outcome.Accepted last = running.give(Cast.DRAFTER, Cast.open(2001, 2));
        for (int n = 1; n <= EDITS; n++) {
            last = running.give(Cast.DRAFTER, Cast.edit(2001, "1.1", "第" + n + "稿", n));
        }
        id = last.reportId();
        running.at(last);
        record =
                running.database
                        .sql("SELECT * FROM record.event WHERE report_id = ? ORDER BY sequence")
                        .param(id)
                        .query((row, _) ->
                                new Recorded(
                                        Upcasting.present()
                                                .read(
                                                        row.getString("name"),
                                                        row.getString("revision"),
                                                        row.getBytes("payload")),
                                        Envelope.of(
                                                        ContractJson.mapper()
                                                                .readValue(
                                                                        row.getBytes("metadata"),
                                                                        new TypeReference<
                                                                                Map<
                                                                                        String,
                                                                                        String>>() {}))
                                                .by(),
                                        Instant.parse(row.getString("recorded_at"))))
                        .list();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void everyVersionIsWhatTheRecordFoldsTo() {
        running.past.forget();
        List<ReportState> folded = new ArrayList<>();
        ReportState state = null;
        for (Recorded event : record) {
            state = Report.evolve(state, event);
            folded.add(state);
        }
        for (int version = folded.size(); version >= 1; version--) {
            assertThat(running.past.at(id, version)).isEqualTo(folded.get(version - 1));
        }
    }

    @Test
    void noVersionIsMoreThanAHundredEventsFromAStoredState() {
        assertThat(
                        running.database
                                .sql(
                                        "SELECT version FROM view.past_state WHERE report_id = ? ORDER BY 1")
                                .param(id)
                                .query(Long.class)
                                .list())
                .containsExactly(100L, 200L);
    }

    @Test
    void atAMomentStandsWhatHadHappenedByThen() {
        for (int n = 1; n <= record.size(); n++) {
            Instant at = record.get(n - 1).at();
            long last = n;
            while (last < record.size() && !record.get((int) last).at().isAfter(at)) {
                last++;
            }
            assertThat(running.past.versionAt(id, at)).isEqualTo(last);
            assertThat(running.past.versionAt(id, at.minusMillis(1))).isLessThan(n);
        }
        assertThat(running.past.versionAt(id, record.getFirst().at().minus(Duration.ofDays(1))))
                .isZero();
    }

    @Test
    void aStoredStateThatWasNotFoldedHereIsNotRead() {
        ReportState at = running.past.at(id, 210);
        running.database
                .sql(
                        """
                        INSERT INTO view.past_state (report_id, version, revision, state)
                        SELECT report_id, 205, revision, state FROM view.past_state
                        WHERE report_id = ? AND version = 100\
                        """)
                .param(id)
                .update();
        try {
            running.past.forget();
            assertThat(running.past.at(id, 210)).isEqualTo(at);
        } finally {
            running.database
                    .sql("DELETE FROM view.past_state WHERE report_id = ? AND version = 205")
                    .param(id)
                    .update();
        }
    }

    @Test
    void anEventOfAnEarlierRevisionIsReadAsThePresentOne() {
        running.database
                .sql(
                        """
                        INSERT INTO view.past_event (position, event_id, report_id, sequence,
                            stream_type, recorded_at, name, revision, payload, metadata, moment)
                        SELECT position, 'e', 'earlier', sequence, stream_type, recorded_at, name,
                            '0',
                            convert_to(replace(convert_from(payload, 'UTF8'), '"document"', '"paper"'), 'UTF8'),
                            metadata, moment
                        FROM view.past_event WHERE report_id = ? AND version = 1\
                        """)
                .param(id)
                .update();
        Upcaster from0 =
                new Upcaster(
                        "report-opened", 0, event -> event.set("document", event.remove("paper")));
        Past past = past(new Upcasting(List.of(from0)));
        assertThat(past.at("earlier", 1)).isEqualTo(past.at(id, 1));
        assertThatThrownBy(() -> past(Upcasting.present()).at("earlier", 1))
                .isInstanceOf(EventContract.UnknownContract.class);
    }

    /** With nothing to hold it against. */
    private static Past past(Upcasting upcasting) {
        SealCheck seal =
                new SealCheck(new StaticListableBeanFactory().getBeanProvider(PublishedLog.class));
        return new Past(
                new Arrivals(),
                new PastEvents(
                        running.database,
                        running.bean(JdbcTemplate.class),
                        seal,
                        new DifferingReports(),
                        upcasting),
                seal,
                running.database);
    }

    @Test
    void whatNeverWasIsNotThere() {
        assertThat(running.past.latest("no-such-report")).isEmpty();
        assertThat(running.past.latestVersion("no-such-report")).isZero();
        assertThatThrownBy(() -> running.past.at(id, record.size() + 1L))
                .hasMessageContaining("记录缺第%d版", record.size() + 1);
    }
}
