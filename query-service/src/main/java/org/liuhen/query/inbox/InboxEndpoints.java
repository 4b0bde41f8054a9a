package org.liuhen.query.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Accounts;
import org.liuhen.access.Journal;
import org.liuhen.access.JournalCode;
import org.liuhen.access.Parameters;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Sight;
import org.liuhen.views.inbox.Deed;
import org.liuhen.views.inbox.InboxItem;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "工作台", description = "待办、已办、我发起的")
class InboxEndpoints {
    private static final int CURSOR_PARTS = 3;

    private final Inbox inbox;
    private final Sight sight;
    private final ObjectProvider<Accounts> accounts;

    InboxEndpoints(Inbox inbox, Sight sight, ObjectProvider<Accounts> accounts) {
        this.accounts = accounts;
        this.inbox = inbox;
        this.sight = sight;
    }

    /** A stretch of a box. */
    @Schema(name = "Inbox", description = "工作台中的一页；next 为下一页的 cursor，到末尾为 null")
    record Page(
            @ArraySchema(schema = @Schema(implementation = InboxItem.class)) List<Inbox.Line> items,
            @Nullable String next) {}

    @GetMapping("/api/inbox")
    @Operation(
            summary = "查看工作台",
            description =
                    "todo 待办（等候最久的在前），done 已办，started 我发起的。minVersion 写作 报告编号@版本，等到该版计入为止，最多5秒。")
    Page inbox(
            Person person,
            HttpServletRequest request,
            @Parameter(description = "todo、done 或 started") @RequestParam(defaultValue = "todo")
                    String box,
            @Parameter(description = "至少计入哪份报告的第几版", example = "jiangmen-ecology-2023-overall@12")
                    @RequestParam(required = false)
                    @Nullable String minVersion,
            @Parameter(description = "看那一时刻的工作台", example = "2024-03-01T08:30:00Z")
                    @RequestParam(required = false)
                    @Nullable String at,
            @Parameter(description = "看谁的工作台（账号名或人员编号），只供审计人员；职责按其现在的账号")
                    @RequestParam(required = false)
                    @Nullable String user,
            @Parameter(description = "上一页答复中的 next") @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(description = "最多几条，1至500") @RequestParam(defaultValue = "100") int limit) {
        int most = Parameters.limit(limit);
        Inbox.Cursor after = cursor == null ? null : read(cursor);
        if (minVersion != null) {
            await(person, minVersion);
        }
        Instant moment = at == null ? null : Parameters.past("at", at);
        Person whose = whose(person, user, moment);
        if (user != null) {
            Journal.record(request, JournalCode.INBOX_VIEWED, whose.name() + "的工作台");
        }
        List<Inbox.Line> found =
                switch (box) {
                    case "todo" -> inbox.todo(whose, moment, after, most + 1);
                    case Deed.DONE, Deed.STARTED ->
                            inbox.deeds(box, whose, moment, after, most + 1);
                    default -> throw Parameters.malformed("box", "须为 todo、done 或 started");
                };
        return found.size() <= most
                ? new Page(found, null)
                : new Page(found.subList(0, most), write(found.get(most - 1).at()));
    }

    /** An auditor looks at what lay before others; nobody else does. */
    private Person whose(Person asking, @Nullable String user, @Nullable Instant at) {
        if (user != null && !asking.roles().contains(Role.AUDITOR)) {
            throw Problem.of(ProblemCode.NOT_PERMITTED, "只有审计人员可以查看他人的工作台。");
        }
        if (user == null && at == null) {
            return asking;
        }
        Accounts all = accounts.getObject();
        String who = user == null ? asking.id() : user;
        return (at == null ? all.whoever(who) : all.whoever(who, at))
                .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "没有这个账号或人员，请核对 user。"));
    }

    private void await(Person person, String minVersion) {
        int at = minVersion.lastIndexOf('@');
        long version;
        try {
            version = Long.parseLong(minVersion.substring(at + 1));
        } catch (NumberFormatException e) {
            version = -1;
        }
        if (at < 1 || version < 0) {
            throw Parameters.malformed(
                    "minVersion", "须写作 报告编号@版本，例如 jiangmen-ecology-2023-overall@12");
        }
        String report = minVersion.substring(0, at);
        // Finance rules on targets of reports it does not see yet, and is told of those.
        boolean arrived =
                person.roles().contains(Role.PERFORMANCE_OFFICER)
                        ? inbox.await(report, version)
                        : inbox.await(report, version, () -> sight.visibleVersion(person, report));
        if (!arrived && sight.visibleVersion(person, report) > 0) {
            throw Sight.notYetVisible();
        }
    }

    private static String write(Inbox.Cursor at) {
        return Parameters.cursor(at.since().toString(), at.reportId(), at.key());
    }

    private static Inbox.Cursor read(String cursor) {
        List<String> parts = Parameters.place(cursor, CURSOR_PARTS);
        return new Inbox.Cursor(Parameters.timeOf(parts.get(0)), parts.get(1), parts.get(2));
    }
}
