package org.liuhen.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.IndicatorCommand.Row;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionCommand.WithdrawRevision;
import org.liuhen.workflow.Target;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reports/{r}/indicators/{i}")
@Tag(name = "绩效指标", description = "填报完成值，申请、批复、撤回目标值调整")
class IndicatorEndpoints {
    private final Commands commands;

    IndicatorEndpoints(Commands commands) {
        this.commands = commands;
    }

    @Schema(name = "ActualBasis", description = "打开时所见的完成值、计量单位和说明，没有的为 null")
    record Basis(
            @Schema(description = "完成值", example = "2750") @Nullable String value,
            @Schema(description = "计量单位", example = "人次") @Nullable String unit,
            @Schema(description = "说明", example = "第三方调查数据尚未发布") @Nullable String explanation) {

        private Row row() {
            return new Row(new Actual(value, unit), explanation);
        }
    }

    @Schema(name = "ActualValue")
    record ActualBody(
            @Schema(description = "完成值，按原文填写；没有的填 null 并说明", example = "2781")
                    @Nullable String value,
            @Schema(description = "计量单位", example = "人次") @Nullable String unit,
            @Schema(description = "说明", example = "第三方调查数据尚未发布") @Nullable String explanation,
            @Schema(description = "更正原因，改动已填报的完成值时必填", example = "统计口径更正") @Nullable String reason,
            @Schema(description = "可不填。填写后，此后有人改过这项指标的填报内容的，答复 edit-conflict，不覆盖")
                    @Nullable Basis basedOn) {}

    @PutMapping("/actual")
    @Operation(summary = "填报完成值", description = "由本部门填报人办理。以 basedOn 写明打开时所见的内容，就不会覆盖别人的改动。")
    Answer submitActual(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String i,
            @RequestBody ActualBody body) {
        return carryOut(
                person,
                request,
                new SubmitActual(
                        r,
                        i,
                        new Actual(body.value, body.unit),
                        body.explanation,
                        body.reason,
                        body.basedOn == null ? null : body.basedOn.row()));
    }

    @Schema(name = "RevisionRequest")
    record Asking(
            @Nullable Target target,
            @Schema(description = "调整理由", example = "上级年中下达了新的任务数") @Nullable String reason,
            @Schema(description = "调整依据", example = "粤环函〔2023〕15号") @Nullable String basis) {}

    @PostMapping("/revisions")
    @Operation(summary = "申请调整目标值", description = "由本部门填报人办理，每项指标同时只能有一项申请。批准之前目标值不变。")
    @ApiResponse(
            responseCode = "201",
            description = "已提出",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location", description = "申请所在报告的地址"))
    ResponseEntity<Answer> requestRevision(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String i,
            @RequestBody Asking body) {
        String id = IdentifierFactory.getInstance().generateIdentifier();
        Outcome.Accepted accepted =
                commands.carryOut(
                        person,
                        request,
                        () -> new RequestRevision(r, i, id, target(body), body.reason, body.basis));
        return Answer.created(
                accepted,
                "/api/reports/" + accepted.reportId() + "#revisions/" + accepted.revisionId());
    }

    private static Target target(Asking body) {
        Missing missing = new Missing();
        Target target = missing.value("target", body.target, new Target(null, null, null, null));
        missing.throwIfAny();
        return target;
    }

    @Schema(name = "Reason")
    record Reason(
            @Schema(description = "理由", example = "依据不足，请补充文件后再申请") @Nullable String reason) {}

    @PostMapping("/revisions/{v}/approve")
    @Operation(summary = "同意调整", description = "由财政局绩效科办理。目标值随即改变，原目标值仍可查看。")
    Answer approve(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String i,
            @PathVariable String v,
            @RequestBody(required = false) @Nullable Reason body) {
        return carryOut(person, request, new ApproveRevision(r, i, v, reason(body)));
    }

    @PostMapping("/revisions/{v}/reject")
    @Operation(summary = "不同意调整", description = "由财政局绩效科办理，须写明理由。")
    Answer reject(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String i,
            @PathVariable String v,
            @RequestBody(required = false) @Nullable Reason body) {
        return carryOut(person, request, new RejectRevision(r, i, v, reason(body)));
    }

    @PostMapping("/revisions/{v}/withdraw")
    @Operation(summary = "撤回申请", description = "由申请人本人办理，限批复之前。")
    Answer withdraw(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String i,
            @PathVariable String v,
            @RequestBody(required = false) @Nullable Reason body) {
        return carryOut(person, request, new WithdrawRevision(r, i, v, reason(body)));
    }

    private Answer carryOut(Person person, Request request, ReportCommand command) {
        return Answer.of(commands.carryOut(person, request, command));
    }

    private static @Nullable String reason(@Nullable Reason body) {
        return body == null ? null : body.reason;
    }
}
