package org.liuhen.query.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.query.Sight;
import org.liuhen.views.difference.Change;
import org.liuhen.views.difference.Changes;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportState;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "查阅", description = "报告的现状、任一版本、任一时刻，以及两版之间的差异")
class ReportEndpoints {
    private final Sight sight;

    ReportEndpoints(Sight sight) {
        this.sight = sight;
    }

    @GetMapping("/api/reports/{r}")
    @Operation(
            summary = "查阅报告",
            description = "默认为现状。version 查某一版，at 查某一时刻；minVersion 等到该版可见为止，最多5秒，逾时答复504。")
    ReportView report(
            Person person,
            @PathVariable String r,
            @Parameter(description = "第几版", example = "12") @RequestParam(required = false)
                    @Nullable Long version,
            @Parameter(description = "时刻，RFC 3339", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at,
            @Parameter(description = "至少第几版", example = "12") @RequestParam(required = false)
                    @Nullable Long minVersion) {
        if (version != null && at != null) {
            throw Parameters.malformed("version", "与 at 不能同时使用");
        }
        Parameters.count("minVersion", minVersion);
        if (minVersion != null) {
            sight.await(person, r, minVersion);
        }
        return ReportView.of(wanted(person, r, version, at));
    }

    private ReportState wanted(
            Person person, String r, @Nullable Long version, @Nullable String at) {
        if (version != null) {
            return sight.at(person, r, version);
        }
        return at == null
                ? sight.latest(person, r)
                : sight.at(person, r, Parameters.past("at", at));
    }

    /** What differs. */
    record Difference(List<Change> changes) {}

    @GetMapping("/api/reports/{r}/diff")
    @Operation(summary = "两版差异", description = "逐项列出由 from 版到 to 版的变化，精确到一个数、一个段落。")
    Difference diff(
            Person person,
            @PathVariable String r,
            @Parameter(description = "由第几版", example = "3") @RequestParam long from,
            @Parameter(description = "到第几版", example = "12") @RequestParam long to) {
        return new Difference(Changes.between(sight.at(person, r, from), sight.at(person, r, to)));
    }
}
