package org.liuhen.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal for those who watch the system, on either service: {@code /api/journal}. */
@RestController
@Tag(name = "安全日志", description = "报告经过之外的留痕：登录、被拒绝的、查阅与导出、账号与角色的变更")
final class JournalController {
    private final JournalEntries entries;

    JournalController(JournalEntries entries) {
        this.entries = entries;
    }

    /** A stretch of the journal. */
    @Schema(name = "JournalPage", description = "安全日志的一页，新的在前；next 为下一页的 cursor，到末尾为 null")
    record Page(List<JournalEntry> items, @Nullable String next) {}

    @GetMapping("/api/journal")
    @Operation(
            summary = "查阅安全日志",
            description =
                    "限审计管理员和审计人员。登录与失败、被拒绝的办理、报告的查阅与导出、账号与角色的变更，新的在前，可按人员、事项、报告、时间筛选。查阅本身也会记录。")
    Page journal(
            @Parameter(description = "人员编号或用户名；以其名义的登录和对其账号的变更也在内", example = "drafter")
                    @RequestParam(required = false)
                    @Nullable String person,
            @Parameter(description = "事项，或拒绝的代码", example = "report-viewed")
                    @RequestParam(required = false)
                    @Nullable String code,
            @Parameter(description = "报告编号", example = "jiangmen-ecology-2023-overall")
                    @RequestParam(required = false)
                    @Nullable String report,
            @Parameter(description = "自何时（含），RFC 3339", example = "2024-03-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "至何时（不含），RFC 3339", example = "2024-04-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(description = "上一页答复中的 next") @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit) {
        int most = Parameters.limit(limit);
        JournalEntries.Filter filter =
                new JournalEntries.Filter(person, code, report, time("from", from), time("to", to));
        Parameters.inOrder(filter.from(), filter.to());
        Parameters.oneOf("code", code, JournalEntry.codes());
        List<JournalEntry> found =
                entries.of(filter, cursor == null ? null : place(cursor), most + 1);
        if (found.isEmpty() && person != null && !entries.know(person)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "没有这个账号或人员，也没有人用过这个用户名，请核对 person 后重试。");
        }
        return found.size() <= most
                ? new Page(found, null)
                : new Page(
                        found.subList(0, most),
                        Parameters.cursor(found.get(most - 1).id().toString()));
    }

    private static @Nullable Instant time(String name, @Nullable String given) {
        return given == null ? null : Parameters.time(name, given);
    }

    private static UUID place(String cursor) {
        String given = Parameters.place(cursor, 1).getFirst();
        try {
            UUID id = UUID.fromString(given);
            if (id.toString().equals(given)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // answered below
        }
        throw Parameters.notOurs();
    }
}
