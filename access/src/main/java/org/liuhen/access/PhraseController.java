package org.liuhen.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Refused;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Each person's own phrases, on either service: {@code /api/phrases}. */
@RestController
@Tag(name = "草稿和常用语")
final class PhraseController {
    static final int MOST = 30;
    static final int LONGEST = 200;

    private final Phrases phrases;

    PhraseController(Phrases phrases) {
        this.phrases = phrases;
    }

    /** All of them, as they are to be from now on. */
    @Schema(name = "PhrasesToKeep", description = "本人的全部常用语，替换原有的")
    record ToKeep(
            @Schema(description = "本人的编号；与登录的人不符的不保存", example = "0192…") @Nullable String person,
            @Schema(description = "通过时用的，最多30条，每条最长200个字符", example = "[\"同意。\"]")
                    @Nullable List<@Nullable String> approving,
            @Schema(description = "退回时用的，最多30条，每条最长200个字符", example = "[\"请核对后再报。\"]")
                    @Nullable List<@Nullable String> returning) {}

    @GetMapping("/api/phrases")
    @Operation(summary = "读取本人的常用语")
    Phrases.Own phrases(Person person) {
        return phrases.of(person);
    }

    @PutMapping("/api/phrases")
    @Operation(summary = "保存本人的常用语", description = "替换原有的，顺序照所给的。")
    Phrases.Own keep(Person person, @RequestBody ToKeep given) {
        Own.check(person, given.person());
        List<Refused.Fault> faults = new ArrayList<>();
        Phrases.Own wanted =
                new Phrases.Own(
                        checked("approving", given.approving(), faults),
                        checked("returning", given.returning(), faults));
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        phrases.keep(person, wanted);
        return wanted;
    }

    private static List<String> checked(
            String name, @Nullable List<@Nullable String> given, List<Refused.Fault> faults) {
        List<String> found = new ArrayList<>();
        for (String each : Objects.requireNonNullElse(given, List.<@Nullable String>of())) {
            found.add(each == null ? "" : each.strip());
        }
        if (found.size() > MOST) {
            faults.add(new Refused.Fault(name, "常用语最多" + MOST + "条，请删去不用的再添加"));
        }
        if (new HashSet<>(found).size() < found.size()) {
            faults.add(new Refused.Fault(name, "已有相同的常用语，不必再加"));
        }
        for (int i = 0; i < found.size(); i++) {
            String each = found.get(i);
            if (each.isEmpty() || each.length() > LONGEST || !Words.areClean(each)) {
                faults.add(
                        new Refused.Fault(
                                name + "/" + i, "一条常用语须为一行文字，最长" + LONGEST + "个字符，请修改后再保存"));
            }
        }
        return found;
    }
}
