package org.liuhen.query.history;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.query.Rows;
import org.liuhen.views.Row;
import org.liuhen.views.history.HistorySlice;
import org.liuhen.workflow.ReportEvent;
import org.springframework.stereotype.Component;

/** Writes one line for every event. */
@Component
@ProcessingGroup("history")
class HistoryProjection {
    private final Rows table;
    private final Reading<Row> reading;

    HistoryProjection(Rows table, Readings readings) {
        this.table = table;
        this.reading = readings.of(History.READER, HistorySlice::line, this::write);
    }

    @EventHandler(payloadType = ReportEvent.class)
    void on(DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        table.empty(List.of(HistorySlice.LINES));
    }

    private void write(List<Row> rows) {
        table.add(HistorySlice.LINES, rows);
    }
}
