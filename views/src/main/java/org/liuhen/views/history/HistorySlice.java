package org.liuhen.views.history;

import static org.liuhen.views.Table.Column.json;
import static org.liuhen.views.Table.Column.moment;
import static org.liuhen.views.Table.Column.number;
import static org.liuhen.views.Table.Column.text;

import java.util.List;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Table;
import org.liuhen.views.difference.Changes;

/** One line of the trail for every event. */
public final class HistorySlice implements Slice<Slice.Nothing> {
    public static final Table LINES =
            Table.of(
                    "history",
                    2,
                    text("report_id"),
                    number("version"),
                    text("event_id"),
                    text("type"),
                    moment("recorded_at"),
                    text("actor_id"),
                    json("actor"),
                    text("section"),
                    text("indicator"),
                    text("line_item"),
                    text("summary"),
                    json("changes"),
                    text("reason"),
                    text("basis"),
                    text("request_id"),
                    number("weight"));

    @Override
    public String reader() {
        return "history";
    }

    @Override
    public List<Table> tables() {
        return List.of(LINES);
    }

    @Override
    public Nothing none() {
        return Nothing.KEPT;
    }

    @Override
    public Shown<Nothing> after(Nothing kept, Step step) {
        return new Shown<>(kept, List.of(), List.of(line(step)));
    }

    /** What the trail tells of an event: facts, and a sentence that is made of them. */
    public static Row line(Step step) {
        Summary summary = Summary.of(step);
        String changes =
                ContractJson.mapper()
                        .writeValueAsString(Changes.between(step.before(), step.after()));
        return Row.of(
                LINES,
                step.reportId(),
                step.version(),
                step.eventId(),
                EventContract.of(step.event().getClass()).name(),
                step.at(),
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
                (long) changes.length());
    }
}
