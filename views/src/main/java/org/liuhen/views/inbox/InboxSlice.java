package org.liuhen.views.inbox;

import static org.liuhen.views.Table.Column.json;
import static org.liuhen.views.Table.Column.moment;
import static org.liuhen.views.Table.Column.text;
import static org.liuhen.views.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Table;

/** What waits for whom in a report, and what each person did there. */
public final class InboxSlice implements Slice<TaskRows> {
    public static final Table TASKS =
            Table.dated(
                    "task",
                    2,
                    text("report_id"),
                    text("task"),
                    text("step"),
                    text("department_id"),
                    words("barred"),
                    moment("since"),
                    json("item"));
    public static final Table DEEDS =
            Table.dated(
                    "deed",
                    4,
                    text("person_id"),
                    text("box"),
                    text("report_id"),
                    text("subject"),
                    moment("since"),
                    json("item"));

    @Override
    public String reader() {
        return "inbox";
    }

    @Override
    public List<Table> tables() {
        return List.of(TASKS, DEEDS);
    }

    @Override
    public TaskRows none() {
        return TaskRows.of(null);
    }

    @Override
    public Shown<TaskRows> after(TaskRows kept, Step step) {
        String report = step.reportId();
        TaskRows next = kept.next(step.after());
        List<Row.Key> ended = new ArrayList<>();
        List<Row> begun = new ArrayList<>();
        kept.rows()
                .keySet()
                .forEach(task -> {
                    if (!next.rows().containsKey(task)) {
                        ended.add(Row.Key.of(TASKS, report, task));
                    }
                });
        next.rows()
                .forEach((task, row) -> {
                    if (!row.equals(kept.rows().get(task))) {
                        begun.add(row.row(report, task));
                    }
                });
        Deed.of(step).ifPresent(deed -> begun.add(deed.row()));
        return new Shown<>(next, ended, begun);
    }
}
