package org.liuhen.query.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
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
import org.liuhen.query.Step;
import org.liuhen.query.Validity;
import org.liuhen.query.Whereabouts;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Visibility;
import org.springframework.jdbc.core.JdbcTemplate;
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
        steps.forEach(step -> lines.begin(step.reportId(), row(step), step.at()));
        List<Object[]> ended = new ArrayList<>();
        lines.ended((report, at) -> ended.add(new Object[] {at, report}));
        database.batchUpdate(
                """
                UPDATE view.report SET valid_to = greatest(valid_from, ?)
                WHERE report_id = ? AND valid_to = 'infinity'\
                """,
                ended);
        database.batchUpdate(
                """
                INSERT INTO view.report (report_id, department_id, fiscal_year, stage,
                    department_roles, admitted, item, valid_from, valid_to)
                VALUES (?, ?, ?, ?, string_to_array(?, ' '), string_to_array(?, ' '), ?::json, ?, ?)\
                """,
                lines.come());
    }

    private static Object[] row(Step step) {
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
            ContractJson.mapper().writeValueAsString(Line.of(step))
        };
    }

    private static String names(Stream<Role> roles) {
        return roles.map(Enum::name).sorted().collect(Collectors.joining(" "));
    }
}
