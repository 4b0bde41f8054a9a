package org.liuhen.query.paper;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.query.Download;
import org.liuhen.query.Sight;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportState;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "查阅", description = "报告的现状、任一版本、任一时刻，以及两版之间的差异")
class PaperEndpoints {
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Papers papers;
    private final Sight sight;

    PaperEndpoints(Papers papers, Sight sight) {
        this.papers = papers;
        this.sight = sight;
    }

    @GetMapping("/api/reports/{r}/report.docx")
    @Operation(
            summary = "导出报告（Word）",
            description = "公文版式的报告全文，末页列各章节内容摘要。默认为现状；version 取某一版，at 取某一时刻。")
    @ApiResponse(
            responseCode = "200",
            description = "Word 文件",
            content =
                    @Content(
                            mediaType = DOCX,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> report(
            Person person,
            @PathVariable String r,
            @Parameter(description = "第几版", example = "12") @RequestParam(required = false)
                    @Nullable Long version,
            @Parameter(description = "时刻，RFC 3339", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at)
            throws IOException {
        ReportState report = wanted(person, r, version, at);
        return Download.of(papers.report(report), name(report, "报告"), DOCX);
    }

    @GetMapping("/api/reports/{r}/approval-sheet.docx")
    @Operation(
            summary = "导出审签单（Word）",
            description = "各章节的全部审核意见、目标值调整的批复、各环节的报送意见：何人、以何身份、何时、针对哪一内容。版本与时刻同导出报告。")
    @ApiResponse(
            responseCode = "200",
            description = "Word 文件",
            content =
                    @Content(
                            mediaType = DOCX,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> approvalSheet(
            Person person,
            @PathVariable String r,
            @Parameter(description = "第几版", example = "12") @RequestParam(required = false)
                    @Nullable Long version,
            @Parameter(description = "时刻，RFC 3339", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at)
            throws IOException {
        ReportState report = wanted(person, r, version, at);
        return Download.of(papers.approvalSheet(report), name(report, "审签单"), DOCX);
    }

    private ReportState wanted(
            Person person, String r, @Nullable Long version, @Nullable String at) {
        if (version != null && at != null) {
            throw Parameters.malformed("version", "与 at 不能同时使用");
        }
        if (version != null) {
            return sight.at(person, r, version);
        }
        return at == null
                ? sight.latest(person, r)
                : sight.at(person, r, Parameters.past("at", at));
    }

    /**
     * As it will lie in somebody's folder: found again by its identifier, told apart by version.
     */
    private static String name(ReportState report, String kind) {
        return "%s.%s.第%d版.docx".formatted(report.reportId(), kind, report.version());
    }
}
