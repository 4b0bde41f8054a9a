package org.liuhen.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.liuhen.access.Accounts;
import org.liuhen.access.Parameters;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Download;
import org.liuhen.query.Sight;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "留痕", description = "报告的全部经过")
class HistoryEndpoints {
    private static final String CSV = "text/csv";
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final History history;
    private final HistoryExport export;
    private final Sight sight;
    private final ObjectProvider<Accounts> accounts;

    HistoryEndpoints(
            History history, HistoryExport export, Sight sight, ObjectProvider<Accounts> accounts) {
        this.accounts = accounts;
        this.history = history;
        this.export = export;
        this.sight = sight;
    }

    @GetMapping("/api/reports/{r}/history")
    @Operation(
            summary = "查阅经过",
            description =
                    "按先后列出每一件事：谁、何时、做了什么、改前改后、理由、依据，是否已经封存。"
                            + "可按章节、指标、资金项目、人员、事项、时段筛选；next 为空即到末尾。")
    History.Page history(
            Person person,
            @PathVariable String r,
            @Parameter(description = "从第几版之后", example = "0") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit,
            HistoryFilter filter) {
        int most = Parameters.limit(limit);
        Parameters.count("after", after);
        return history.after(r, after, most, fitting(person, r, filter));
    }

    @GetMapping("/api/reports/{r}/history.csv")
    @Operation(summary = "导出经过（CSV）", description = "UTF-8，一行一处变化，可用 Excel 打开；筛选与查阅经过相同。")
    @ApiResponse(
            responseCode = "200",
            description = "表格",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    ResponseEntity<Resource> csv(Person person, @PathVariable String r, HistoryFilter filter)
            throws IOException {
        return Download.of(
                export.csv(r, fitting(person, r, filter)),
                r + ".history.csv",
                CSV + ";charset=UTF-8");
    }

    @GetMapping("/api/reports/{r}/history.xlsx")
    @Operation(summary = "导出经过（Excel）", description = "一行一处变化；筛选与查阅经过相同。")
    @ApiResponse(
            responseCode = "200",
            description = "表格",
            content =
                    @Content(
                            mediaType = XLSX,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> xlsx(Person person, @PathVariable String r, HistoryFilter filter)
            throws IOException {
        return Download.of(export.xlsx(r, fitting(person, r, filter)), r + ".history.xlsx", XLSX);
    }

    /** The filter, once what this person sees of the report is in the trail. */
    private HistoryFilter fitting(Person person, String r, HistoryFilter filter) {
        ReportState report = sight.latest(person, r);
        filter.requireToFit(report);
        if (!history.await(r, report.version())) {
            throw Sight.notYetVisible();
        }
        return filter.actor() == null ? filter : filter.withActor(actor(filter.actor()));
    }

    /** People are known by their identifier; an account's name is read as its person. */
    private String actor(String given) {
        Accounts known = accounts.getIfAvailable();
        return known == null
                ? given
                : known.whoever(given)
                        .map(Person::id)
                        .orElseThrow(() ->
                                Problem.of(ProblemCode.NOT_FOUND, "没有这个账号或人员，请核对 actor 后重试。"));
    }
}
