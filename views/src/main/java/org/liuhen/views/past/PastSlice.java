package org.liuhen.views.past;

import static org.liuhen.views.Table.Column.bytes;
import static org.liuhen.views.Table.Column.number;
import static org.liuhen.views.Table.Column.text;

import java.util.List;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Table;

/** Keeps every hundredth state of a report. */
public final class PastSlice implements Slice<Slice.Nothing> {
    public static final Table STATES =
            Table.of(
                    "past_state",
                    2,
                    text("report_id"),
                    number("version"),
                    text("revision"),
                    bytes("state"));

    private static final long EVENTS_BETWEEN_STATES = 100;

    @Override
    public String reader() {
        return "report";
    }

    @Override
    public List<Table> tables() {
        return List.of(STATES);
    }

    @Override
    public Nothing none() {
        return Nothing.KEPT;
    }

    @Override
    public Shown<Nothing> after(Nothing kept, Step step) {
        return new Shown<>(kept, List.of(), rows(step));
    }

    /** Whether the state at that version is one of them. */
    public static boolean keeps(long version) {
        return version % EVENTS_BETWEEN_STATES == 0;
    }

    private static List<Row> rows(Step step) {
        return keeps(step.version())
                ? List.of(
                        Row.of(
                                STATES,
                                step.reportId(),
                                step.version(),
                                ContractJson.STATE_REVISION,
                                ContractJson.write(step.after())))
                : List.of();
    }
}
