package org.liuhen.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionCommand.WithdrawSection;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

@RestController
@RequestMapping("/api/reports/{r}/sections/{s}")
@Tag(name = "章节", description = "修改、提交、撤回、通过、退回、回复")
class SectionEndpoints {
    private static final String DIGEST =
            "sha-256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";

    private final Commands commands;

    SectionEndpoints(Commands commands) {
        this.commands = commands;
    }

    @Schema(name = "Editing")
    record Editing(
            @Nullable List<ReportBody.@Nullable BlockBody> blocks,
            @Schema(description = "编辑所依据的稿次，即章节的 revision", example = "1")
                    @Nullable Integer basedOn) {}

    @PutMapping
    @Operation(summary = "修改章节", description = "由本部门填报人办理。打开之后有人改过的，答复 edit-conflict 并指出是谁。")
    Answer edit(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @RequestBody Editing body) {
        return Answer.of(
                commands.carryOut(
                        person,
                        request,
                        () -> {
                            Missing missing = new Missing();
                            missing.require("blocks", body.blocks);
                            List<Block> blocks = ReportBody.blocks(missing, "blocks", body.blocks);
                            int basedOn = missing.value("basedOn", body.basedOn, 0);
                            missing.throwIfAny();
                            return new EditSection(r, s, blocks, basedOn);
                        }));
    }

    @Schema(name = "Submission")
    record Submission(@Schema(description = "附言", example = "请审核") @Nullable String note) {}

    @PostMapping("/submit")
    @Operation(summary = "提交章节", description = "由本部门填报人办理，提交后进入科室负责人审核。")
    Answer submit(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @RequestBody(required = false) @Nullable Submission body) {
        String note = body == null ? null : body.note;
        return carryOut(person, request, new SubmitSection(r, s, note));
    }

    @Schema(name = "Withdrawal")
    record Withdrawal(@Schema(description = "理由", example = "还要补充一段") @Nullable String reason) {}

    @PostMapping("/withdraw")
    @Operation(summary = "撤回章节", description = "由提交人本人办理，限首次审核决定之前。")
    Answer withdraw(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @RequestBody(required = false) @Nullable Withdrawal body) {
        String reason = body == null ? null : body.reason;
        return carryOut(person, request, new WithdrawSection(r, s, reason));
    }

    @Schema(name = "Approval")
    record Approval(
            @Schema(description = "所审阅内容的摘要", example = DIGEST) @Nullable String digest,
            @Schema(description = "审核意见", example = "同意") @Nullable String opinion) {}

    @PostMapping("/approve")
    @Operation(
            summary = "通过章节",
            description =
                    "由当前环节的审核人办理。摘要与现有内容不符的答复 stale-content；参与填报或本轮已审核的，答复 segregation-of-duties。")
    Answer approve(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @RequestBody Approval body) {
        return carryOut(person, request, new ApproveSection(r, s, body.digest, body.opinion));
    }

    @Schema(name = "Return")
    record Returning(
            @Schema(description = "所审阅内容的摘要", example = DIGEST) @Nullable String digest,
            @Schema(description = "退回至", example = "DRAFTER") @Nullable String to,
            @Schema(description = "退回理由", example = "数据与附表不一致") @Nullable String reason,
            @Nullable List<@Nullable ItemBody> items) {}

    @Schema(name = "ReturnItem")
    record ItemBody(
            @Schema(description = "段落序号（从0起，也可写作数字）、指标编号或资金项目编号", example = "ind-01")
                    @JsonDeserialize(using = Reference.class)
                    @Nullable String ref,
            @Schema(description = "修改意见", example = "请核对单位") @Nullable String comment) {}

    @PostMapping("/return")
    @Operation(summary = "退回章节", description = "由当前环节的审核人办理，须写明理由和至少一处待改之处。")
    Answer sendBack(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @RequestBody Returning body) {
        return Answer.of(
                commands.carryOut(
                        person,
                        request,
                        () ->
                                new ReturnSection(
                                        r, s, body.digest, body.to, body.reason, items(body))));
    }

    @Schema(name = "Reply")
    record Replying(
            @Schema(description = "看到退回意见时章节的轮次，即 round", example = "2") @Nullable Integer round,
            @Schema(description = "回复", example = "已按附表改正，单位为微克/立方米") @Nullable String text) {}

    @PutMapping("/return-items/{n}/reply")
    @Operation(
            summary = "回复退回意见",
            description = "由本部门填报人在章节退回后、再次提交前办理；再次回复的以最后一次为准。" + "打开之后又有退回的，答复 stale-content。")
    Answer reply(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String s,
            @Parameter(description = "退回意见在 returnItems 中的序号，从0起", example = "0") @PathVariable
                    int n,
            @RequestBody Replying body) {
        return Answer.of(
                commands.carryOut(
                        person,
                        request,
                        () -> {
                            Missing missing = new Missing();
                            int round = missing.value("round", body.round, 0);
                            missing.require("text", body.text);
                            missing.throwIfAny();
                            return new ReplyToReturnItem(r, s, round, n, body.text);
                        }));
    }

    private static List<ReturnItem> items(Returning body) {
        Missing missing = new Missing();
        List<ReturnItem> items = new ArrayList<>();
        for (var each : missing.members("items", body.items)) {
            items.add(
                    new ReturnItem(
                            missing.text(each.path() + "ref", each.value().ref),
                            missing.text(each.path() + "comment", each.value().comment)));
        }
        missing.throwIfAny();
        return items;
    }

    private Answer carryOut(Person person, Request request, SectionCommand command) {
        return Answer.of(commands.carryOut(person, request, command));
    }
}
