package org.liuhen.views.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.liuhen.views.Step;
import org.liuhen.views.Whereabouts;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;

/**
 * A report in the list.
 *
 * @param sections how many sections are in each state
 * @param changedAt when the last thing happened to it
 */
@Schema(name = "ReportLine", description = "列表中的一份报告；sections 为各状态的章节数")
public record ReportLine(
        String reportId,
        long version,
        String departmentId,
        int fiscalYear,
        ReportType type,
        String title,
        String stage,
        Map<String, Long> sections,
        Instant changedAt) {

    /** The line after an event. */
    public static ReportLine of(Step step) {
        ReportState report = step.after();
        return new ReportLine(
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
