package org.liuhen.views.inbox;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Footprint;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Task;
import org.liuhen.workflow.Tasks;
import org.liuhen.workflow.Visibility;

/**
 * What waits in one report, and the state it was read off. An event touches one section as a rule;
 * of the others, the rows with their digests are taken over.
 */
public record TaskRows(@Nullable ReportState state, Map<String, Row> rows) {

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
        Map<String, Row> next = new LinkedHashMap<>();
        for (Task task : Tasks.of(report)) {
            Row row = rows.get(task.key());
            next.putIfAbsent(
                    task.key(),
                    row != null && isAsBefore(row, task, report) ? row : Row.of(report, task));
        }
        return new TaskRows(report, next);
    }

    private boolean isAsBefore(Row row, Task task, ReportState report) {
        return state != null
                && row.task.equals(task)
                && (task.section() == null || report.hasContentOf(state, task.section()));
    }

    /** One task as it is stored. */
    public record Row(Task task, @Nullable String department, InboxItem item) {
        static Row of(ReportState report, Task task) {
            boolean within = Visibility.isOfDepartment(report.route(), task.step());
            return new Row(task, within ? report.departmentId() : null, InboxItem.of(report, task));
        }

        /** In the order of the table's columns. */
        public Object[] values(String reportId, String key) {
            return new Object[] {
                reportId,
                key,
                task.step().name(),
                department,
                task.barred().stream().sorted().collect(Collectors.joining(" ")),
                task.since().atOffset(ZoneOffset.UTC),
                ContractJson.mapper().writeValueAsString(item)
            };
        }
    }
}
