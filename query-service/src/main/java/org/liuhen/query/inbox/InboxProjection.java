package org.liuhen.query.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.contracts.Footprint;
import org.liuhen.query.Past;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.query.Rows;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Validity;
import org.liuhen.views.inbox.InboxSlice;
import org.liuhen.views.inbox.TaskRows;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.springframework.stereotype.Component;

/** Keeps what waits for whom, and what each person did. */
@Component
@ProcessingGroup("inbox")
class InboxProjection {
    private final InboxSlice slice = new InboxSlice();
    private final Rows tables;
    private final Reading<Step> reading;
    private final Cache<String, TaskRows> latest =
            Caffeine.newBuilder()
                    .maximumWeight(Footprint.most())
                    .weigher((String _, TaskRows rows) -> rows.weight())
                    .build();

    InboxProjection(Rows tables, Readings readings, Past past) {
        this.tables = tables;
        this.reading = readings.of(Inbox.READER, step -> step, this::write);
        past.whenForgetting(latest::invalidate);
    }

    @EventHandler(payloadType = ReportEvent.class)
    void on(DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        tables.empty(slice.tables());
    }

    private void write(List<Step> steps) {
        Validity rows = new Validity();
        for (Step step : steps) {
            Slice.Shown<TaskRows> shown = slice.after(before(step), step);
            rows.take(shown, step.at());
            latest.put(step.reportId(), shown.kept());
        }
        tables.write(rows);
    }

    /** As remembered, where it is of that version: a batch may have been rolled back since. */
    private TaskRows before(Step step) {
        ReportState before = step.before();
        TaskRows known = before == null ? null : latest.getIfPresent(step.reportId());
        return known != null && before != null && known.isOf(before.version())
                ? known
                : TaskRows.of(before);
    }
}
