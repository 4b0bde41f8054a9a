package org.liuhen.query.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.difference.Change;
import org.liuhen.workflow.Actor;
import tools.jackson.core.type.TypeReference;

/** The trail as the rows of a table, one for every value that changed. */
final class TrailSheet {
    static final List<String> HEADINGS =
            List.of(
                    "版本",
                    "时间（北京时间）",
                    "事项",
                    "经过",
                    "单位",
                    "职务",
                    "姓名",
                    "角色",
                    "章节",
                    "指标",
                    "资金项目",
                    "变化位置",
                    "改前",
                    "改后",
                    "理由或意见",
                    "依据",
                    "已封存",
                    "事件编号",
                    "请求编号");

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private TrailSheet() {}

    /** An entry's rows; one, with no change in it, where nothing that is told has changed. */
    static List<List<String>> rows(Entry entry) {
        List<Change> changes = ContractJson.mapper().readValue(entry.changes(), new Changes());
        Actor by = ContractJson.mapper().readValue(entry.actor(), Actor.class);
        List<List<String>> rows = new ArrayList<>();
        changes.forEach(change -> rows.add(row(entry, by, change)));
        return rows.isEmpty() ? List.of(row(entry, by, new Change("", null, null))) : rows;
    }

    private static List<String> row(Entry entry, Actor by, Change change) {
        return List.of(
                String.valueOf(entry.version()),
                beijing(entry.at()),
                TrailWords.kind(entry.type()),
                entry.summary(),
                by.organisation().name(),
                by.post(),
                by.name(),
                by.role().title(),
                text(entry.section()),
                text(entry.indicator()),
                text(entry.lineItem()),
                TrailWords.place(change.path()),
                TrailWords.value(change.path(), change.before()),
                TrailWords.value(change.path(), change.after()),
                text(entry.reason()),
                text(entry.basis()),
                entry.sealed() == null ? "" : entry.sealed() ? "是" : "否",
                entry.eventId(),
                entry.requestId());
    }

    private static String beijing(Instant at) {
        return TIME.format(at.atZone(BEIJING));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static final class Changes extends TypeReference<List<Change>> {}
}
