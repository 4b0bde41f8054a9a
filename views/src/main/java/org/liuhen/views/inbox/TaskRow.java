package org.liuhen.views.inbox;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.Row;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Task;
import org.liuhen.workflow.Visibility;

/**
 * One task as it waits.
 *
 * @param department where set, only for people of this department
 */
public record TaskRow(Task task, @Nullable String department, InboxItem item) {

    static TaskRow of(ReportState report, Task task) {
        boolean within = Visibility.isOfDepartment(report.route(), task.step());
        return new TaskRow(task, within ? report.departmentId() : null, InboxItem.of(report, task));
    }

    Row row(String reportId, String key) {
        return Row.of(
                InboxSlice.TASKS,
                reportId,
                key,
                task.step().name(),
                department,
                task.barred().stream().sorted().collect(Collectors.joining(" ")),
                task.since(),
                ContractJson.mapper().writeValueAsString(item));
    }
}
