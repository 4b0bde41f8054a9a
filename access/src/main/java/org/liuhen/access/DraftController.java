package org.liuhen.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody is writing, kept for them alone, on either service: {@code /api/drafts}. */
@RestController
@Tag(name = "草稿和常用语", description = "正在写、还没有保存的内容，和各人的常用语；只有本人看得到，不是报告的一部分")
final class DraftController {
    private static final String ONE = "/api/drafts/{report}/{section}/{kind}";
    private static final String REPORT = "报告编号，例如 jiangmen-ecology-2023-overall";
    private static final String SECTION = "章节编号，例如 2.2";
    private static final String KIND = "种类，例如 text（正文）";
    private static final int LONGEST_TITLE = 200;

    private final Drafts drafts;

    DraftController(Drafts drafts) {
        this.drafts = drafts;
    }

    @Schema(name = "DraftLines", description = "本人的全部草稿，不含内容，新的在前")
    record Lines(List<Draft.Line> items) {}

    @Schema(name = "DraftFound", description = "本人的草稿；没有时 draft 为 null")
    record Found(@Schema(description = "本人的编号") String person, @Nullable Draft draft) {}

    /** What is to be kept. */
    @Schema(name = "DraftToKeep", description = "要保存的草稿")
    record ToKeep(
            @Schema(description = "写的人的编号；与登录的人不符的不保存，以免换人登录后存错", example = "0192…")
                    @Nullable String person,
            @Schema(description = "显示用的名称，最长200个字符", example = "（一）部门职能") @Nullable String title,
            @Schema(description = "内容，原样保存，最长40万个字符", example = "{\"blocks\":[]}")
                    @Nullable String content,
            @Schema(description = "上次读到或保存的版本号；还没有草稿时为 null", example = "17")
                    @Nullable Long basedOn) {
        @Override
        public String toString() {
            return "ToKeep[" + title + "]";
        }
    }

    @GetMapping("/api/drafts")
    @Operation(summary = "列出本人的草稿", description = "90天没有再动的草稿不再保留。")
    Lines drafts(Person person) {
        return new Lines(drafts.of(person));
    }

    @GetMapping(ONE)
    @Operation(summary = "读取本人的一份草稿", description = "没有草稿时 draft 为 null。")
    Found draft(
            Person person,
            @Parameter(description = REPORT) @PathVariable String report,
            @Parameter(description = SECTION) @PathVariable String section,
            @Parameter(description = KIND) @PathVariable String kind) {
        return new Found(
                person.id(), drafts.of(person, new DraftKey(report, section, kind)).orElse(null));
    }

    @PutMapping(ONE)
    @Operation(
            summary = "保存本人的一份草稿",
            description = "不是办理，不留痕。在别的窗口或电脑上另存过的，答复 draft-conflict，什么也不改；请读取那一份后再决定。")
    Draft.Kept keep(
            Person person,
            @Parameter(description = REPORT) @PathVariable String report,
            @Parameter(description = SECTION) @PathVariable String section,
            @Parameter(description = KIND) @PathVariable String kind,
            @RequestBody ToKeep given) {
        DraftKey key = new DraftKey(report, section, kind);
        Own.check(person, given.person());
        return drafts.keep(
                        person,
                        key,
                        title(given.title()),
                        content(given.content()),
                        given.basedOn())
                .orElseThrow(() ->
                        Problem.of(
                                ProblemCode.DRAFT_CONFLICT,
                                "您在另一个窗口或另一台电脑上也写了这份草稿，这里的没有覆盖它。请看过那一份，再决定用哪一份。"));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "丢弃本人的一份草稿", description = "只丢弃所指的版本：在别处另存过的，原样保留。")
    void drop(
            Person person,
            @Parameter(description = REPORT) @PathVariable String report,
            @Parameter(description = SECTION) @PathVariable String section,
            @Parameter(description = KIND) @PathVariable String kind,
            @Parameter(description = "要丢弃的版本号") @RequestParam long revision) {
        drafts.drop(person, new DraftKey(report, section, kind), revision);
    }

    private static @Nullable String title(@Nullable String given) {
        return given == null ? null : Words.clean(given, LONGEST_TITLE);
    }

    private static String content(@Nullable String given) {
        if (given == null || given.indexOf('\0') >= 0) {
            throw Problem.of(ProblemCode.MALFORMED, "请填写草稿的内容（content），其中不能有空字符，更正后重试。");
        }
        if (given.length() > Drafts.LONGEST) {
            throw Problem.of(ProblemCode.TOO_LARGE, "草稿超过40万个字符，没有保存。请先保存写好的部分，再继续。");
        }
        return given;
    }
}
