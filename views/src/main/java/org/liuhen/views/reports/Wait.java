package org.liuhen.views.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Task;
import org.liuhen.workflow.Tasks;

/**
 * What lies at one step of a report: all that is of one kind and for the same role.
 *
 * @param kind what is to be done
 * @param step who is to do it
 * @param count how many sections, requests or reports wait for it
 * @param since when the one that waits longest came there
 */
@Schema(name = "Wait", description = "同一步骤上等候办理的事项；since 为等候最久的一件到达的时刻")
public record Wait(Task.Kind kind, String desk, Role step, int count, Instant since) {

    /** What a report waits for, in the order in which it is told. */
    static List<Wait> of(ReportState report) {
        Map<List<Object>, Wait> waits = new LinkedHashMap<>();
        for (Task task : Tasks.of(report)) {
            waits.merge(
                    List.of(task.kind(), task.desk(), task.step()),
                    new Wait(task.kind(), task.desk(), task.step(), 1, task.since()),
                    Wait::and);
        }
        return new ArrayList<>(waits.values());
    }

    private Wait and(Wait more) {
        Instant longest = since.isBefore(more.since) ? since : more.since;
        return new Wait(kind, desk, step, count + more.count, longest);
    }
}
