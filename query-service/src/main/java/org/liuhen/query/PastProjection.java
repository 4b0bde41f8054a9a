package org.liuhen.query;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.views.Step;
import org.liuhen.views.past.PastSlice;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the events on the reading side, and every hundredth state. */
@Component
@ProcessingGroup("report")
class PastProjection {
    private final PastSlice slice = new PastSlice();
    private final Past past;
    private final JdbcTemplate database;
    private final Rows rows;
    private final Reading<Step> reading;

    PastProjection(Past past, JdbcTemplate database, Rows rows, Readings readings) {
        this.past = past;
        this.database = database;
        this.rows = rows;
        this.reading = readings.of(Past.READER, step -> step, this::write, this::written);
    }

    @EventHandler
    void on(ReportEvent event, DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        database.execute("TRUNCATE view.past_event, view.past_state");
        past.forget();
    }

    private void write(List<Step> steps) {
        database.batchUpdate(
                """
                INSERT INTO view.past_event (report_id, version, event_id, name, revision,
                    recorded_at, payload, metadata)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                steps.stream().map(PastProjection::eventRow).toList());
        rows.add(
                PastSlice.STATES,
                steps.stream()
                        .flatMap(step -> slice.after(slice.none(), step).begun().stream())
                        .toList());
    }

    private void written(List<Step> steps) {
        Map<String, ReportState> latest = new HashMap<>();
        steps.forEach(step -> latest.put(step.reportId(), step.after()));
        latest.values().forEach(past::arrived);
    }

    private static Object[] eventRow(Step step) {
        EventContract contract = EventContract.of(step.event().getClass());
        return new Object[] {
            step.reportId(),
            step.version(),
            step.eventId(),
            contract.name(),
            contract.revision(),
            step.at().atOffset(ZoneOffset.UTC),
            ContractJson.write(step.event()),
            ContractJson.mapper().writeValueAsBytes(step.envelope().asMap())
        };
    }
}
