package org.liuhen.query.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.query.Rows;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Validity;
import org.liuhen.views.reports.ReportsSlice;
import org.liuhen.views.reports.Stay;
import org.liuhen.workflow.ReportEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Keeps one line for every report. */
@Component
@ProcessingGroup("reports")
class ReportsProjection {
    private final ReportsSlice slice = new ReportsSlice();
    private final JdbcTemplate database;
    private final Rows table;
    private final Reading<Step> reading;

    ReportsProjection(JdbcTemplate database, Rows table, Readings readings) {
        this.database = database;
        this.table = table;
        this.reading = readings.of("reports", step -> step, this::write);
    }

    @EventHandler(payloadType = ReportEvent.class)
    void on(DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        table.empty(slice.tables());
    }

    private void write(List<Step> steps) {
        Validity lines = new Validity();
        steps.forEach(
                step -> lines.end(Row.Key.of(ReportsSlice.LINES, step.reportId()), step.at()));
        Map<String, List<Stay>> stays = end(lines);
        for (Step step : steps) {
            Slice.Shown<List<Stay>> shown =
                    slice.after(stays.getOrDefault(step.reportId(), slice.none()), step);
            lines.take(shown, step.at());
            stays.put(step.reportId(), shown.kept());
        }
        table.come(lines);
    }

    /** Ends the present lines, and tells where each report has been. */
    private Map<String, List<Stay>> end(Validity lines) {
        List<String> reports = new ArrayList<>();
        List<String> moments = new ArrayList<>();
        lines.ended((line, at) -> {
            reports.add(String.valueOf(line.values().getFirst()));
            moments.add(at.toString());
        });
        Map<String, List<Stay>> stays = new HashMap<>();
        database.query(
                """
                UPDATE view.report AS line SET valid_to = greatest(valid_from, moment)
                FROM unnest(?::text[], ?::timestamptz[]) AS ended (report, moment)
                WHERE report_id = report AND valid_to = 'infinity'
                RETURNING report_id, board -> 'stays' AS stays\
                """,
                (RowCallbackHandler)
                        row ->
                                stays.put(
                                        row.getString("report_id"),
                                        Stay.read(row.getString("stays"))),
                reports.toArray(String[]::new),
                moments.toArray(String[]::new));
        return stays;
    }
}
