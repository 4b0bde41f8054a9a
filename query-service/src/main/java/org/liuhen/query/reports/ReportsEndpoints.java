package org.liuhen.query.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Accounts;
import org.liuhen.access.Parameters;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.views.reports.ReportLine;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Route;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "查阅")
class ReportsEndpoints {
    private final Reports reports;
    private final ObjectProvider<Accounts> accounts;

    ReportsEndpoints(Reports reports, ObjectProvider<Accounts> accounts) {
        this.reports = reports;
        this.accounts = accounts;
    }

    /** A stretch of the list. */
    @Schema(name = "ReportList", description = "报告列表；next 为下一页的 cursor，到末尾为 null")
    record Page(
            @ArraySchema(schema = @Schema(implementation = ReportLine.class))
                    List<Reports.Line> items,
            @Nullable String next) {}

    @GetMapping("/api/reports")
    @Operation(
            summary = "列出报告",
            description = "只列出您可以查看的报告，年度近的在前。可按年度、部门、所在环节筛选；at 为那一时刻您可以看到的样子。")
    Page list(
            Person person,
            @Parameter(description = "预算年度", example = "2023") @RequestParam(required = false)
                    @Nullable Integer year,
            @Parameter(description = "部门编号", example = "jiangmen-ecology")
                    @RequestParam(required = false)
                    @Nullable String department,
            @Parameter(description = "DEPARTMENT、FINANCE_BUREAU、PEOPLES_CONGRESS 或 FINAL")
                    @RequestParam(required = false)
                    @Nullable String stage,
            @Parameter(description = "看那一时刻的列表", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at,
            @Parameter(description = "上一页答复中的 next") @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "50") int limit) {
        int most = Parameters.limit(limit);
        if (stage != null && !isStage(stage)) {
            throw Parameters.malformed(
                    "stage", "须为 DEPARTMENT、FINANCE_BUREAU、PEOPLES_CONGRESS 或 FINAL");
        }
        if (department != null) {
            requireDepartment(department);
        }
        Reports.Cursor after = cursor == null ? null : read(cursor);
        Instant moment = at == null ? null : Parameters.past("at", at);
        List<Reports.Line> found =
                reports.of(
                        person,
                        moment,
                        new Reports.Filter(year, department, stage),
                        after,
                        most + 1);
        return found.size() <= most
                ? new Page(found, null)
                : new Page(found.subList(0, most), write(found.get(most - 1).at()));
    }

    /** Whoever misspells a department must not read that it has no report. */
    private void requireDepartment(String department) {
        Accounts known = accounts.getIfAvailable();
        if (known != null && !known.haveOrganisation(department)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "没有这个部门，请核对 department 后重试。");
        }
    }

    private static boolean isStage(String stage) {
        return stage.equals(Route.FINAL)
                || Route.SELF_EVALUATION.desks().stream().map(Desk::key).anyMatch(stage::equals);
    }

    private static String write(Reports.Cursor at) {
        return Parameters.cursor(String.valueOf(at.year()), at.reportId());
    }

    private static Reports.Cursor read(String cursor) {
        List<String> parts = Parameters.place(cursor, 2);
        try {
            return new Reports.Cursor(Integer.parseInt(parts.get(0)), parts.get(1));
        } catch (NumberFormatException e) {
            throw Parameters.notOurs();
        }
    }
}
