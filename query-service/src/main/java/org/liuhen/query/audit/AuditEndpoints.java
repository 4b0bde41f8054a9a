package org.liuhen.query.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.query.Sight;
import org.liuhen.workflow.Person;
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
        Page<Decision> page =
                Page.of(
                        examinations.decisions(sight.latest(person, r)).stream()
                                .filter(each -> section == null || section.equals(each.section())),
                        Decision::version,
                        after,
                        Parameters.limit(limit));
        return new Decisions(page.items, page.next);
    }

    @GetMapping("/api/reports/{r}/exceptions")
    @Operation(
            summary = "值得核查之处",
            description =
                    "由全部经过算出的线索：完成值已知之后调整目标值、审核通过之后数字又变、同一人两次审核、到达后很快作出决定、"
                            + "工作时间以外办理、多次退回。只供审计人员；一版中的各条不分页。")
    Findings exceptions(
            Person person,
            @PathVariable String r,
            @Parameter(
                            description =
                                    "只看一种：target-revised-after-actual、figure-changed-after-approval、"
                                            + "decided-twice、decided-within-seconds、"
                                            + "outside-working-hours、returned-repeatedly")
                    @RequestParam(required = false)
                    @Nullable String kind,
            @Parameter(description = "从第几版之后", example = "0") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit) {
        if (kind != null
                && Stream.of(Finding.Kind.values()).noneMatch(k -> k.text().equals(kind))) {
            throw Parameters.malformed("kind", "没有这一种，可选的种类见接口说明");
        }
        Page<Finding> page =
                Page.of(
                        examinations.findings(sight.latest(person, r)).stream()
                                .filter(each -> kind == null || kind.equals(each.kind())),
                        Finding::version,
                        after,
                        Parameters.limit(limit));
        return new Findings(page.items, page.next);
    }

    /**
     * At least as many as were asked for, where there are as many: what one event shows stays
     * together.
     */
    private record Page<T>(List<T> items, @Nullable Long next) {
        static <T> Page<T> of(Stream<T> all, ToLongFunction<T> version, long after, int limit) {
            List<T> rest = all.filter(each -> version.applyAsLong(each) > after).toList();
            if (rest.size() <= limit) {
                return new Page<>(rest, null);
            }
            long last = version.applyAsLong(Objects.requireNonNull(rest.get(limit - 1)));
            List<T> page =
                    rest.stream().takeWhile(each -> version.applyAsLong(each) <= last).toList();
            return new Page<>(page, page.size() < rest.size() ? last : null);
        }
    }
}
