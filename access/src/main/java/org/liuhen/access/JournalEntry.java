package org.liuhen.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Organisation;

/** One thing that is on record in the journal, and how it reads. */
@JsonPropertyOrder({"id", "at", "code", "summary"})
@Schema(name = "JournalEntry", description = "安全日志的一条；没有的为 null")
record JournalEntry(
        @Schema(description = "编号") UUID id,
        @Schema(description = "何时") Instant at,
        @Schema(description = "事项，被拒绝的为拒绝的代码", example = "report-viewed") String code,
        @Schema(description = "当时登录的人") @Nullable Who person,
        @Schema(description = "登录所用的用户名，或被变更的账号", example = "drafter") @Nullable String username,
        @Schema(description = "来自何处", example = "10.0.0.8") @Nullable String address,
        @Schema(description = "请求方法；在数据库中做的没有请求", example = "POST") @Nullable String method,
        @Schema(description = "请求地址") @Nullable String path,
        @Schema(description = "地址中的报告编号", example = "jiangmen-ecology-2023-overall")
                @Nullable String reportId,
        @Schema(description = "要办的事，即接口说明中的名称", example = "提交章节") @Nullable String asked,
        @Schema(description = "答复的状态码", example = "403") @Nullable Integer status,
        @Schema(description = "被拒绝的原因，或变更的内容") @Nullable String detail,
        @Schema(description = "请求编号") @Nullable UUID requestId,
        @Schema(description = "这一条是几次请求；只是一次的为 null") @Nullable Long times,
        @Schema(description = "几次中的第一次") @Nullable Instant firstAt,
        @Schema(description = "几次中的最后一次") @Nullable Instant lastAt,
        @Schema(description = "其中的几例：请求的地址，或登录所用的用户名") @Nullable List<String> samples) {
    private static final int FAILED = 500;

    /** What the database enters by itself when an account is changed: migration V2. */
    private static final List<String> OF_ACCOUNTS =
            List.of(
                    "account-added",
                    "account-changed",
                    "account-removed",
                    "role-granted",
                    "role-revoked");

    /** Every code that an entry may have. */
    static List<String> codes() {
        return Stream.of(
                        Stream.of(JournalCode.values()).map(JournalCode::text),
                        OF_ACCOUNTS.stream(),
                        Stream.of(ProblemCode.values()).map(ProblemCode::text))
                .flatMap(each -> each)
                .toList();
    }

    /** Someone as they were then. Of entries from before this was kept, only the identifier. */
    @Schema(name = "JournalPerson", description = "当时的人、单位、职务")
    record Who(
            @Schema(description = "人员编号") String id,
            @Schema(description = "姓名", example = "陈晓岚") @Nullable String name,
            @Nullable Organisation organisation,
            @Schema(description = "职务", example = "规划财务科科员") @Nullable String post) {
        @Override
        public String toString() {
            return organisation == null
                    ? "人员“" + id + "”"
                    : organisation.name() + name + "（" + post + "）";
        }
    }

    /** Who did or was refused what, and why. */
    @JsonProperty
    @Schema(description = "一句话：谁、做了什么或被拒绝了什么、为什么")
    String summary() {
        if (method == null) {
            return String.valueOf(detail);
        }
        return JournalCode.of(code)
                .map(done -> who() + done.deed() + report("") + "。")
                .orElseGet(() -> who() + deed() + refused() + detail);
    }

    private String who() {
        if (person != null) {
            return person.toString();
        }
        return username == null ? "没有登录的人" : "有人以用户名“" + username + "”";
    }

    private String deed() {
        return asked == null
                ? "请求“" + method + " " + path + "”"
                : "办理“" + asked + "”" + report("报告 ");
    }

    private String report(String called) {
        return reportId == null ? "" : "（" + called + reportId + "）";
    }

    private String refused() {
        return status != null && status >= FAILED ? "没有办成：" : "被拒绝：";
    }
}
