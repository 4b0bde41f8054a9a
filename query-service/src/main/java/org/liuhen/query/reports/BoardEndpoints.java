package org.liuhen.query.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.views.reports.BoardLine;
import org.liuhen.workflow.Person;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "查阅")
class BoardEndpoints {
    private final Board board;

    BoardEndpoints(Board board) {
        this.board = board;
    }

    /**
     * The board.
     *
     * @param at the moment it tells of, up to which whatever still waits has waited
     * @param year absent where there is nothing to be seen
     * @param years of which there are reports to be seen
     */
    @Schema(name = "Board", description = "看板；at 为所示的时刻，等候的时间算到这一刻；years 为可看的年度")
    record Shown(
            Instant at,
            @Nullable Integer year,
            List<Integer> years,
            @ArraySchema(schema = @Schema(implementation = BoardLine.class))
                    List<Board.Line> items) {}

    @GetMapping("/api/board")
    @Operation(
            summary = "查看全景看板",
            description = "一个年度您可以查看的全部报告：各在哪个环节、在各环节多久、等候谁办理、退回次数、指标完成情况。at 为那一时刻您可以看到的样子。")
    Shown board(
            Person person,
            @Parameter(description = "预算年度，不写则为可看的最近年度", example = "2023")
                    @RequestParam(required = false)
                    @Nullable Integer year,
            @Parameter(description = "看那一时刻的看板", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at) {
        Instant now = Instant.now();
        Instant moment = at == null ? null : Parameters.past("at", at);
        List<Integer> years = board.years(person, moment);
        Integer shown = year != null || years.isEmpty() ? year : years.getFirst();
        return new Shown(
                moment == null ? now : moment,
                shown,
                years,
                shown == null ? List.of() : board.of(person, moment, shown));
    }
}
