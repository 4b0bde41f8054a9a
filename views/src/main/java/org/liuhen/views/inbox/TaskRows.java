package org.liuhen.views.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Footprint;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Task;
import org.liuhen.workflow.Tasks;

/**
 * What waits in one report, and the state it was read off. An event touches one section as a rule;
 * of the others, the rows with their digests are taken over.
 */
public record TaskRows(@Nullable ReportState state, Map<String, TaskRow> rows) {

    /** What waits in a report as it stands. */
    public static TaskRows of(@Nullable ReportState report) {
        TaskRows none = new TaskRows(null, Map.of());
        return report == null ? none : none.next(report);
    }

    /** About how many bytes it takes. */
    public int weight() {
        return Math.clamp(
                1_000L * rows.size() + (state == null ? 0 : Footprint.of(state)),
                1,
                Integer.MAX_VALUE);
    }

    /** Whether it was read off that version. */
    public boolean isOf(long version) {
        return state != null && state.version() == version;
    }

    /** What waits after an event. */
    public TaskRows next(ReportState report) {
        Map<String, TaskRow> next = new LinkedHashMap<>();
        for (Task task : Tasks.of(report)) {
            TaskRow row = rows.get(task.key());
            next.putIfAbsent(
                    task.key(),
                    row != null && isAsBefore(row, task, report) ? row : TaskRow.of(report, task));
        }
        return new TaskRows(report, next);
    }

    private boolean isAsBefore(TaskRow row, Task task, ReportState report) {
        return state != null
                && row.task().equals(task)
                && (task.section() == null || report.hasContentOf(state, task.section()));
    }
}
