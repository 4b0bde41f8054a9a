package org.liuhen.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reports")
@Tag(name = "报告", description = "建立报告、整体报送")
class ReportEndpoints {
    private final Commands commands;

    ReportEndpoints(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    @Operation(summary = "建立报告", description = "由本部门填报人办理。同一部门、年度、类型只有一份报告。")
    @ApiResponse(
            responseCode = "201",
            description = "已建立",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location", description = "报告的地址"))
    ResponseEntity<Answer> open(Person person, Request request, @RequestBody ReportBody body) {
        Outcome.Accepted accepted =
                commands.carryOut(person, request, () -> new OpenReport(body.document()));
        return Answer.created(accepted, "/api/reports/" + accepted.reportId());
    }

    @Schema(name = "Forwarding")
    record Forwarding(@Schema(description = "意见", example = "同意报送") @Nullable String opinion) {}

    @PostMapping("/{r}/forward")
    @Operation(summary = "整体报送", description = "全部章节在本环节通过后，依次由局领导、财政局绩效科、人大预算工委报送；过人大即定稿。")
    Answer forward(
            Person person,
            Request request,
            @PathVariable String r,
            @RequestBody(required = false) @Nullable Forwarding body) {
        String opinion = body == null ? null : body.opinion;
        return Answer.of(commands.carryOut(person, request, new ForwardReport(r, opinion)));
    }
}
