package org.liuhen.query.history;

import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.views.Step;
import org.liuhen.views.difference.Changes;
import org.liuhen.views.history.Summary;
import org.liuhen.workflow.ReportEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes one line for every event. */
@Component
@ProcessingGroup("history")
class HistoryProjection {
    private final JdbcTemplate database;
    private final Reading<Object[]> reading;

    HistoryProjection(JdbcTemplate database, Readings readings) {
        this.database = database;
        this.reading = readings.of(History.READER, HistoryProjection::row, this::write);
    }

    @EventHandler
    void on(ReportEvent event, DomainEventMessage<?> message) {
        reading.take(message);
    }

    private static Object[] row(Step step) {
        Summary summary = Summary.of(step);
        String changes =
                ContractJson.mapper()
                        .writeValueAsString(Changes.between(step.before(), step.after()));
        return new Object[] {
            step.reportId(),
            step.version(),
            step.eventId(),
            EventContract.of(step.event().getClass()).name(),
            step.at().atOffset(ZoneOffset.UTC),
            step.envelope().by().id(),
            ContractJson.mapper().writeValueAsString(step.envelope().by()),
            summary.section(),
            summary.indicator(),
            summary.lineItem(),
            summary.sentence(),
            changes,
            summary.reason(),
            summary.basis(),
            step.envelope().requestId(),
            changes.length()
        };
    }

    @ResetHandler
    void reset() {
        reading.reset();
        database.execute("TRUNCATE view.history");
    }

    private void write(List<Object[]> rows) {
        database.batchUpdate(
                """
                INSERT INTO view.history (report_id, version, event_id, type, recorded_at, actor_id,
                    actor, section, indicator, line_item, summary, changes, reason, basis,
                    request_id, weight)
                VALUES (?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?::json, ?, ?, ?, ?)\
                """,
                rows);
    }
}
