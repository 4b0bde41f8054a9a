package org.liuhen.query.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.liuhen.contracts.ContractJson;
import org.liuhen.query.Reading;
import org.liuhen.query.Readings;
import org.liuhen.query.Validity;
import org.liuhen.views.Step;
import org.liuhen.views.Whereabouts;
import org.liuhen.views.reports.BoardLine;
import org.liuhen.views.reports.Stay;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Visibility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Keeps one line for every report. */
@Component
@ProcessingGroup("reports")
class ReportsProjection {
    private final JdbcTemplate database;
    private final Reading<Step> reading;

    ReportsProjection(JdbcTemplate database, Readings readings) {
        this.database = database;
        this.reading = readings.of("reports", step -> step, this::write);
    }

    /**
     * A report in the list.
     *
     * @param sections how many sections are in each state
     * @param changedAt when the last thing happened to it
     */
    @Schema(name = "ReportLine", description = "列表中的一份报告；sections 为各状态的章节数")
    record Line(
            String reportId,
            long version,
            String departmentId,
            int fiscalYear,
            ReportType type,
            String title,
            String stage,
            Map<String, Long> sections,
            Instant changedAt) {

        static Line of(Step step) {
            ReportState report = step.after();
            return new Line(
                    report.reportId(),
                    report.version(),
                    report.departmentId(),
                    report.fiscalYear(),
                    report.type(),
                    report.title(),
                    report.stage(),
                    report.sections().values().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            s -> Whereabouts.of(s.position()).state(),
                                            LinkedHashMap::new,
                                            Collectors.counting())),
                    step.at());
        }
    }

    @EventHandler
    void on(ReportEvent event, DomainEventMessage<?> message) {
        reading.take(message);
    }

    @ResetHandler
    void reset() {
        reading.reset();
        database.execute("TRUNCATE view.report");
    }

    private void write(List<Step> steps) {
        Validity<String> lines = new Validity<>();
        steps.forEach(step -> lines.end(step.reportId(), step.at()));
        Map<String, List<Stay>> stays = end(lines);
        for (Step step : steps) {
            List<Stay> now = Stay.after(stays.getOrDefault(step.reportId(), List.of()), step);
            stays.put(step.reportId(), now);
            lines.begin(step.reportId(), row(step, now), step.at());
        }
        database.batchUpdate(
                """
                INSERT INTO view.report (report_id, department_id, fiscal_year, stage,
                    department_roles, admitted, item, board, valid_from, valid_to)
                VALUES (?, ?, ?, ?, string_to_array(?, ' '), string_to_array(?, ' '), ?::json,
                    ?::json, ?, ?)\
                """,
                lines.come());
    }

    /** Ends the present lines, and tells where each report has been. */
    private Map<String, List<Stay>> end(Validity<String> lines) {
        List<String> reports = new ArrayList<>();
        List<String> moments = new ArrayList<>();
        lines.ended((report, at) -> {
            reports.add(report);
            moments.add(at.toString());
        });
        Map<String, List<Stay>> stays = new HashMap<>();
        database.query(
                """
                UPDATE view.report AS line SET valid_to = greatest(valid_from, moment)
                FROM unnest(?::text[], ?::timestamptz[]) AS ended (report, moment)
                WHERE report_id = report AND valid_to = 'infinity'
                RETURNING report_id, board -> 'stays' AS stays\
                """,
                (RowCallbackHandler)
                        row ->
                                stays.put(
                                        row.getString("report_id"),
                                        Stay.read(row.getString("stays"))),
                reports.toArray(String[]::new),
                moments.toArray(String[]::new));
        return stays;
    }

    private static Object[] row(Step step, List<Stay> stays) {
        ReportState report = step.after();
        return new Object[] {
            report.reportId(),
            report.departmentId(),
            report.fiscalYear(),
            report.stage(),
            names(
                    Stream.of(Role.values())
                            .filter(role -> Visibility.isOfDepartment(report.route(), role))),
            names(Visibility.admitted(report).stream()),
            ContractJson.mapper().writeValueAsString(Line.of(step)),
            BoardLine.of(report, stays).json()
        };
    }

    private static String names(Stream<Role> roles) {
        return roles.map(Enum::name).sorted().collect(Collectors.joining(" "));
    }
}
