package org.liuhen.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.views.Row;
import org.liuhen.views.Step;
import org.liuhen.views.past.PastSlice;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.springframework.stereotype.Component;

/** Keeps the events on the reading side, and every hundredth state. */
@Component
@ProcessingGroup("report")
class PastProjection {
    private final PastSlice slice = new PastSlice();
    private final Past past;
    private final PastEvents events;
    private final Rows rows;
    private final Reading<Kept> reading;

    PastProjection(Past past, PastEvents events, Rows rows, Readings readings) {
        this.past = past;
        this.events = events;
        this.rows = rows;
        this.reading = readings.ofStored(Past.READER, this::kept, this::write, this::written);
    }

    /**
     * An event to be kept.
     *
     * @param states the state after it as it is stored, where one is
     */
    private record Kept(Stored event, ReportState after, List<Row> states) {}

    private Kept kept(Step step, Stored event) {
        return new Kept(event, step.after(), slice.after(slice.none(), step).begun());
    }

    @EventHandler(payloadType = ReportEvent.class)
    void on(DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        events.clear();
        past.forget();
    }

    private void write(List<Kept> kept) {
        events.keep(kept.stream().map(Kept::event).toList());
        rows.add(PastSlice.STATES, kept.stream().flatMap(each -> each.states.stream()).toList());
    }

    private void written(List<Kept> kept) {
        Map<String, ReportState> latest = new HashMap<>();
        for (Kept each : kept) {
            latest.put(each.after.reportId(), each.after);
            if (!each.states.isEmpty()) {
                past.stored(each.after);
            }
        }
        latest.values().forEach(past::arrived);
    }
}
