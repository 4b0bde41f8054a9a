package org.liuhen.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Parameters;
import org.liuhen.query.Sight;
import org.liuhen.workflow.Person;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "留痕", description = "报告的全部经过")
class HistoryEndpoints {
    private final History history;
    private final Sight sight;

    HistoryEndpoints(History history, Sight sight) {
        this.history = history;
        this.sight = sight;
    }

    @GetMapping("/api/reports/{r}/history")
    @Operation(
            summary = "查阅经过",
            description = "按先后列出每一件事：谁、何时、做了什么、改前改后、理由。可按章节、人员、事项筛选；next 为空即到末尾。")
    History.Page history(
            Person person,
            @PathVariable String r,
            @Parameter(description = "从第几版之后", example = "0") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "章节编号", example = "2.2") @RequestParam(required = false)
                    @Nullable String section,
            @Parameter(description = "人员编号，即 actor.id") @RequestParam(required = false)
                    @Nullable String actor,
            @Parameter(description = "事项", example = "section-returned")
                    @RequestParam(required = false)
                    @Nullable String type) {
        int most = Parameters.limit(limit);
        long visible = sight.latest(person, r).version();
        if (!history.await(r, visible)) {
            throw Sight.notYetVisible();
        }
        return history.after(r, after, most, new History.Filter(section, actor, type));
    }
}
