package org.liuhen.views.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liuhen.contracts.ContractJson;
import org.liuhen.workflow.Attainment;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.SectionState;

/**
 * A report on the board of its year.
 *
 * @param stays where it was and is, in order
 * @param waits what it waits for
 * @param returns how often a section was returned, by the desk that did
 * @param attainment how many indicators there are of each; all three are always there
 */
@Schema(
        name = "BoardLine",
        description =
                "看板上的一份报告：stays 依次到过的环节，waits 等候办理的事项，returns 各环节退回章节的次数，attainment 指标完成情况的个数")
public record BoardLine(
        String reportId,
        long version,
        String departmentId,
        int fiscalYear,
        ReportType type,
        String title,
        String stage,
        List<Stay> stays,
        List<Wait> waits,
        Map<String, Integer> returns,
        Map<Attainment, Integer> attainment) {

    static BoardLine of(ReportState report, List<Stay> stays) {
        return new BoardLine(
                report.reportId(),
                report.version(),
                report.departmentId(),
                report.fiscalYear(),
                report.type(),
                report.title(),
                report.stage(),
                stays,
                Wait.of(report),
                returns(report),
                attainment(report));
    }

    String json() {
        return ContractJson.mapper().writeValueAsString(this);
    }

    private static Map<String, Integer> returns(ReportState report) {
        Map<String, Integer> returns = new LinkedHashMap<>();
        report.route().desks().forEach(desk -> returns.put(desk.key(), 0));
        for (SectionState section : report.sections().values()) {
            for (Opinion opinion : section.opinions()) {
                if (opinion.verdict() == Opinion.Verdict.RETURNED) {
                    returns.merge(opinion.desk(), 1, Integer::sum);
                }
            }
        }
        return returns;
    }

    private static Map<Attainment, Integer> attainment(ReportState report) {
        Map<Attainment, Integer> counts = new EnumMap<>(Attainment.class);
        for (Attainment each : Attainment.values()) {
            counts.put(each, 0);
        }
        for (IndicatorState indicator : report.indicators().values()) {
            counts.merge(Attainment.of(indicator.target(), indicator.actual()), 1, Integer::sum);
        }
        return counts;
    }
}
