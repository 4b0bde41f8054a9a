package org.liuhen.query.inbox;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.query.Batched;
import org.liuhen.query.Fold;
import org.liuhen.query.Past;
import org.liuhen.query.Step;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Task;
import org.liuhen.workflow.Tasks;
import org.liuhen.workflow.Visibility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what waits for whom, and what each person did. */
@Component
@ProcessingGroup("inbox")
class InboxProjection {
    private final JdbcTemplate database;
    private final Inbox inbox;
    private final Fold fold;
    private final Batched<Step> batch = new Batched<>(this::write, this::written);

    InboxProjection(Past past, JdbcTemplate database, Inbox inbox) {
        this.database = database;
        this.inbox = inbox;
        this.fold = new Fold(past);
    }

    @EventHandler
    void on(ReportEvent event, DomainEventMessage<?> message) {
        batch.add(fold.step(message));
    }

    @ResetHandler
    void reset() {
        database.execute("TRUNCATE view.task, view.deed, view.inbox_version");
    }

    /** Of a whole batch only the difference it made to each report's tasks is written. */
    private void write(List<Step> steps) {
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Step step : steps) {
            spans.merge(
                    step.reportId(),
                    new Span(step.before(), step.after()),
                    (whole, more) -> new Span(whole.before, more.after));
        }
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> come = new ArrayList<>();
        spans.values().forEach(span -> difference(span, gone, come));
        database.batchUpdate("DELETE FROM view.task WHERE report_id = ? AND task = ?", gone);
        database.batchUpdate(
                """
                INSERT INTO view.task (report_id, task, step, department_id, barred, since, item)
                VALUES (?, ?, ?, ?, string_to_array(?, ' '), ?, ?::json)\
                """,
                come);
        writeDeeds(steps);
        database.batchUpdate(
                """
                INSERT INTO view.inbox_version (report_id, version) VALUES (?, ?)
                ON CONFLICT (report_id) DO UPDATE SET version = excluded.version\
                """,
                spans.values().stream()
                        .map(span -> new Object[] {span.after.reportId(), span.after.version()})
                        .toList());
    }

    /** What a batch made of one report. */
    private record Span(@Nullable ReportState before, ReportState after) {}

    private static void difference(Span span, List<Object[]> gone, List<Object[]> come) {
        String id = span.after.reportId();
        Map<String, TaskRow> was = rows(span.before);
        Map<String, TaskRow> is = rows(span.after);
        was.forEach((key, row) -> {
            if (!row.equals(is.get(key))) {
                gone.add(new Object[] {id, key});
            }
        });
        is.forEach((key, row) -> {
            if (!row.equals(was.get(key))) {
                come.add(row.values(id, key));
            }
        });
    }

    /** Of a whole batch only the last of each: one statement may write a row but once. */
    private void writeDeeds(List<Step> steps) {
        Map<List<String>, Deed> last = new LinkedHashMap<>();
        steps.forEach(step -> Deed.of(step).ifPresent(deed -> last.put(deed.key(), deed)));
        database.batchUpdate(
                """
                INSERT INTO view.deed (person_id, box, report_id, subject, since, item)
                VALUES (?, ?, ?, ?, ?, ?::json)
                ON CONFLICT (person_id, box, report_id, subject)
                    DO UPDATE SET since = excluded.since, item = excluded.item\
                """,
                last.values().stream()
                        .map(deed ->
                                new Object[] {
                                    deed.personId(),
                                    deed.box(),
                                    deed.item().reportId(),
                                    deed.subject(),
                                    deed.item().since().atOffset(ZoneOffset.UTC),
                                    json(deed.item())
                                })
                        .toList());
    }

    private void written(List<Step> steps) {
        Set<String> reports = steps.stream().map(Step::reportId).collect(Collectors.toSet());
        reports.forEach(inbox.arrivals()::arrived);
    }

    private static Map<String, TaskRow> rows(@Nullable ReportState report) {
        return report == null
                ? Map.of()
                : Tasks.of(report).stream()
                        .collect(
                                Collectors.toMap(
                                        Task::key,
                                        task -> TaskRow.of(report, task),
                                        (a, _) -> a,
                                        LinkedHashMap::new));
    }

    private record TaskRow(Task task, @Nullable String department, InboxItem item) {
        static TaskRow of(ReportState report, Task task) {
            boolean within = Visibility.isOfDepartment(report.route(), task.step());
            return new TaskRow(
                    task, within ? report.departmentId() : null, InboxItem.of(report, task));
        }

        Object[] values(String reportId, String key) {
            return new Object[] {
                reportId,
                key,
                task.step().name(),
                department,
                task.barred().stream().sorted().collect(Collectors.joining(" ")),
                task.since().atOffset(ZoneOffset.UTC),
                json(item)
            };
        }
    }

    private static String json(InboxItem item) {
        return ContractJson.mapper().writeValueAsString(item);
    }
}
