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
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
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
    void aStoredStateOfAnotherRevisionIsNotRead() {
        running.database
                .sql(
                        """
                        INSERT INTO view.past_event
                        SELECT 'copy', version, event_id, name, revision, recorded_at, payload, metadata
                        FROM view.past_event WHERE report_id = ?;
                        INSERT INTO view.past_state VALUES ('copy', 200, 'other', 'not a state')\
                        """)
                .param(id)
                .update();
        assertThat(running.past.at("copy", 210)).isEqualTo(running.past.at(id, 210));
    }

    @Test
    void anEventOfAnEarlierRevisionIsReadAsThePresentOne() {
        running.database
                .sql(
                        """
                        INSERT INTO view.past_event
                        SELECT 'earlier', version, 'e', name, '0', recorded_at,
                               convert_to(replace(convert_from(payload, 'UTF8'), '"document"', '"paper"'), 'UTF8'),
                               metadata
                        FROM view.past_event WHERE report_id = ? AND version = 1\
                        """)
                .param(id)
                .update();
        Upcaster from0 =
                new Upcaster(
                        "report-opened", 0, event -> event.set("document", event.remove("paper")));
        Past past = new Past(running.database, new Arrivals(), new Upcasting(List.of(from0)));
        assertThat(past.at("earlier", 1)).isEqualTo(past.at(id, 1));
        assertThatThrownBy(() -> running.past.at("earlier", 1))
                .isInstanceOf(EventContract.UnknownContract.class);
    }

    @Test
    void whatNeverWasIsNotThere() {
        assertThat(running.past.latest("no-such-report")).isEmpty();
        assertThat(running.past.latestVersion("no-such-report")).isZero();
        assertThatThrownBy(() -> running.past.at(id, record.size() + 1L))
                .isInstanceOf(IllegalStateException.class);
    }
}
