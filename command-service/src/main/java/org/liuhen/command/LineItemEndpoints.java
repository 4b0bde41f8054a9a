package org.liuhen.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.LineItemCommand.Row;
import org.liuhen.workflow.Person;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "资金项目", description = "登记预算与支出")
class LineItemEndpoints {
    private final Commands commands;

    LineItemEndpoints(Commands commands) {
        this.commands = commands;
    }

    @Schema(name = "ExpenditureBasis", description = "打开时所见的三项数额，没有的为 null")
    record Basis(
            @Schema(description = "年初预算", example = "7,968.73") @Nullable String initialBudget,
            @Schema(description = "调整预算", example = "6,950.10") @Nullable String adjustedBudget,
            @Schema(description = "支出", example = "6,500.00") @Nullable String executed) {

        private Row row() {
            return new Row(initialBudget, adjustedBudget, executed);
        }
    }

    @Schema(name = "Expenditure")
    record Expenditure(
            @Schema(description = "年初预算，按原文填写", example = "7,968.73")
                    @Nullable String initialBudget,
            @Schema(description = "调整预算", example = "6,950.10") @Nullable String adjustedBudget,
            @Schema(description = "支出", example = "6,771.02") @Nullable String executed,
            @Schema(description = "理由", example = "按决算数登记") @Nullable String reason,
            @Schema(description = "可不填。填写后，此后有人改过这一项的，答复 edit-conflict，不覆盖")
                    @Nullable Basis basedOn) {}

    @PutMapping("/api/reports/{r}/line-items/{l}")
    @Operation(
            summary = "登记预算与支出",
            description = "由本部门填报人办理。三项数额一并登记，没有的填 null；以 basedOn 写明打开时所见的数额，就不会覆盖别人的改动。")
    Answer record(
            Person person,
            Request request,
            @PathVariable String r,
            @PathVariable String l,
            @RequestBody Expenditure body) {
        return Answer.of(
                commands.carryOut(
                        person,
                        request,
                        new RecordExpenditure(
                                r,
                                l,
                                body.initialBudget,
                                body.adjustedBudget,
                                body.executed,
                                body.reason,
                                body.basedOn == null ? null : body.basedOn.row())));
    }
}
