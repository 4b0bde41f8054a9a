package org.liuhen.query.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Footprint;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.query.Validity;
import org.liuhen.views.Step;
import org.liuhen.views.inbox.Deed;
import org.liuhen.views.inbox.InboxItem;
import org.liuhen.views.inbox.TaskRows;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what waits for whom, and what each person did. */
@Component
@ProcessingGroup("inbox")
class InboxProjection {
    private final JdbcTemplate database;
    private final Reading<Step> reading;
    private final Cache<String, TaskRows> latest =
            Caffeine.newBuilder()
                    .maximumWeight(Footprint.most())
                    .weigher((String _, TaskRows rows) -> rows.weight())
                    .build();

    InboxProjection(JdbcTemplate database, Readings readings) {
        this.database = database;
        this.reading = readings.of(Inbox.READER, step -> step, this::write);
    }

    @EventHandler
    void on(ReportEvent event, DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        database.execute("TRUNCATE view.task, view.deed");
    }

    private void write(List<Step> steps) {
        Validity<TaskKey> tasks = new Validity<>();
        Validity<List<String>> deeds = new Validity<>();
        for (Step step : steps) {
            String report = step.reportId();
            TaskRows was = before(step);
            TaskRows is = was.next(step.after());
            difference(step, was.rows(), is.rows(), tasks);
            latest.put(report, is);
            Deed.of(step).ifPresent(deed -> deeds.begin(deed.key(), values(deed), step.at()));
        }
        writeTasks(tasks);
        writeDeeds(deeds);
    }

    /** As remembered, where it is of that version: a batch may have been rolled back since. */
    private TaskRows before(Step step) {
        ReportState before = step.before();
        TaskRows known = before == null ? null : latest.getIfPresent(step.reportId());
        return known != null && before != null && known.isOf(before.version())
                ? known
                : TaskRows.of(before);
    }

    private record TaskKey(String reportId, String task) {}

    private static void difference(
            Step step,
            Map<String, TaskRows.Row> was,
            Map<String, TaskRows.Row> is,
            Validity<TaskKey> tasks) {
        String id = step.reportId();
        was.forEach((key, row) -> {
            if (!is.containsKey(key)) {
                tasks.end(new TaskKey(id, key), step.at());
            }
        });
        is.forEach((key, row) -> {
            if (!row.equals(was.get(key))) {
                tasks.begin(new TaskKey(id, key), row.values(id, key), step.at());
            }
        });
    }

    private void writeTasks(Validity<TaskKey> tasks) {
        List<Object[]> ended = new ArrayList<>();
        tasks.ended((key, at) -> ended.add(new Object[] {at, key.reportId, key.task}));
        database.batchUpdate(
                """
                UPDATE view.task SET valid_to = greatest(valid_from, ?)
                WHERE report_id = ? AND task = ? AND valid_to = 'infinity'\
                """,
                ended);
        database.batchUpdate(
                """
                INSERT INTO view.task (report_id, task, step, department_id, barred, since, item,
                    valid_from, valid_to)
                VALUES (?, ?, ?, ?, string_to_array(?, ' '), ?, ?::json, ?, ?)\
                """,
                tasks.come());
    }

    private void writeDeeds(Validity<List<String>> deeds) {
        List<Object[]> ended = new ArrayList<>();
        deeds.ended((key, at) ->
                ended.add(new Object[] {at, key.get(0), key.get(1), key.get(2), key.get(3)}));
        database.batchUpdate(
                """
                UPDATE view.deed SET valid_to = greatest(valid_from, ?)
                WHERE person_id = ? AND box = ? AND report_id = ? AND subject = ?
                  AND valid_to = 'infinity'\
                """,
                ended);
        database.batchUpdate(
                """
                INSERT INTO view.deed (person_id, box, report_id, subject, since, item,
                    valid_from, valid_to)
                VALUES (?, ?, ?, ?, ?, ?::json, ?, ?)\
                """,
                deeds.come());
    }

    private static Object[] values(Deed deed) {
        return new Object[] {
            deed.personId(),
            deed.box(),
            deed.item().reportId(),
            deed.subject(),
            deed.item().since().atOffset(ZoneOffset.UTC),
            json(deed.item())
        };
    }

    private static String json(InboxItem item) {
        return ContractJson.mapper().writeValueAsString(item);
    }
}
