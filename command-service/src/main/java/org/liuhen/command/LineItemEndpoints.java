package org.liuhen.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
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

    @Schema(name = "Expenditure")
    record Expenditure(
            @Schema(description = "年初预算，按原文填写", example = "7,968.73")
                    @Nullable String initialBudget,
            @Schema(description = "调整预算", example = "6,950.10") @Nullable String adjustedBudget,
            @Schema(description = "支出", example = "6,771.02") @Nullable String executed,
            @Schema(description = "理由", example = "按决算数登记") @Nullable String reason) {}

    @PutMapping("/api/reports/{r}/line-items/{l}")
    @Operation(summary = "登记预算与支出", description = "由本部门填报人办理。三项数额一并登记，没有的填 null。")
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
                                body.reason)));
    }
}
