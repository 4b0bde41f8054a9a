package org.liuhen.query.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Sight;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportState;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "审计", description = "审核决定与值得核查之处")
class AuditEndpoints {
    private final Examinations examinations;
    private final Sight sight;

    AuditEndpoints(Examinations examinations, Sight sight) {
        this.examinations = examinations;
        this.sight = sight;
    }

    @Schema(name = "Decisions", description = "审核决定；next 为下一页的 after，到末尾为 null")
    record Decisions(List<Decision> items, @Nullable Long next) {}

    @Schema(name = "Findings", description = "值得核查之处；next 为下一页的 after，到末尾为 null")
    record Findings(List<Finding> items, @Nullable Long next) {}

    @GetMapping("/api/reports/{r}/decisions")
    @Operation(
            summary = "审核决定",
            description =
                    "按先后列出每一次决定：所见的版本（shownVersion，可用 version 参数查看原样）、所针对的内容摘要，"
                            + "此后内容有无变化（contentChanged），是否已不再有效（superseded）。")
    Decisions decisions(
            Person person,
            @PathVariable String r,
            @Parameter(description = "章节编号", example = "2.2") @RequestParam(required = false)
                    @Nullable String section,
            @Parameter(description = "从第几版之后", example = "0") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit) {
        int most = Parameters.limit(limit);
        Parameters.count("after", after);
        ReportState report = sight.latest(person, r);
        if (section != null && !report.sections().containsKey(section)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "报告中没有编号为“" + section + "”的章节，请核对后重试。");
        }
        List<Decision> found =
                examinations.decisions(
                        report,
                        ruling ->
                                ruling.entry().version() > after
                                        && (section == null || section.equals(ruling.section())),
                        most + 1L);
        return found.size() <= most
                ? new Decisions(found, null)
                : new Decisions(found.subList(0, most), found.get(most - 1).version());
    }

    @GetMapping("/api/reports/{r}/exceptions")
    @Operation(
            summary = "值得核查之处",
            description =
                    "由全部经过算出的线索：按规则不能发生的事（包括办理人当时没有这项职责）、完成值已知之后调整目标值、审核通过之后数字又变、同一人两次审核、审核自己以前填报过的章节、到达后很快作出决定、"
                            + "工作时间以外办理、多次退回。只供审计人员；一版中的各条不分页。")
    Findings exceptions(
            Person person,
            @PathVariable String r,
            @Parameter(
                            description =
                                    "只看一种：impossible-act、target-revised-after-actual、figure-changed-after-approval、"
                                            + "decided-twice、decided-own-work、decided-within-seconds、"
                                            + "outside-working-hours、returned-repeatedly")
                    @RequestParam(required = false)
                    @Nullable String kind,
            @Parameter(description = "从第几版之后", example = "0") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit) {
        Parameters.count("after", after);
        Parameters.oneOf(
                "kind", kind, Stream.of(Finding.Kind.values()).map(Finding.Kind::text).toList());
        List<Finding> rest =
                examinations.findings(sight.latest(person, r)).stream()
                        .filter(each -> each.version() > after)
                        .filter(each -> kind == null || kind.equals(each.kind()))
                        .toList();
        return page(rest, Parameters.limit(limit));
    }

    /** What one event shows stays together, though it may be more than was asked for. */
    private static Findings page(List<Finding> rest, int most) {
        if (rest.size() <= most) {
            return new Findings(rest, null);
        }
        long last = rest.get(most - 1).version();
        List<Finding> page = rest.stream().takeWhile(each -> each.version() <= last).toList();
        return new Findings(page, page.size() < rest.size() ? last : null);
    }
}
