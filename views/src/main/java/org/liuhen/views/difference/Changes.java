package org.liuhen.views.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Whereabouts;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Reply;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;

/** What differs between two versions of a report, down to a single figure or paragraph. */
public final class Changes {
    private static final String EXPLANATION = "explanation";

    private final List<Change> found = new ArrayList<>();
    private final Wording wording = new Wording();

    private Changes() {}

    /**
     * In the order of the report.
     *
     * @param before absent where the report was not yet open
     */
    public static List<Change> between(@Nullable ReportState before, ReportState after) {
        Changes changes = new Changes();
        changes.values("", before == null ? Map.of() : facts(before), facts(after));
        changes.sections(before, after);
        changes.compare(
                "indicators/",
                before == null ? Map.of() : before.indicators(),
                after.indicators(),
                Changes::figures);
        changes.compare(
                "lineItems/",
                before == null ? Map.of() : before.lineItems(),
                after.lineItems(),
                Changes::figures);
        return List.copyOf(changes.found);
    }

    private void sections(@Nullable ReportState before, ReportState after) {
        Map<String, SectionState> earlier = before == null ? Map.of() : before.sections();
        for (SectionState now : after.sections().values()) {
            SectionState then = earlier.get(now.key());
            if (now.equals(then)) {
                continue;
            }
            String path = "sections/" + now.key() + "/";
            values(path, then == null ? Map.of() : facts(then), facts(now));
            blocks(path + "blocks/", then == null ? List.of() : then.blocks(), now.blocks());
            values(path + "opinions/", then == null ? Map.of() : opinions(then), opinions(now));
            values(
                    path + "returnItems/",
                    then == null ? Map.of() : returnItems(then),
                    returnItems(now));
        }
        earlier.keySet().stream()
                .filter(key -> !after.sections().containsKey(key))
                .forEach(key -> value("sections/" + key, key, null));
    }

    /** A paragraph's place is its number in the new text; a removed one's, in the old. */
    private void blocks(String path, List<Block> before, List<Block> after) {
        for (AbstractDelta<Block> delta : DiffUtils.diff(before, after).getDeltas()) {
            List<Block> removed = delta.getSource().getLines();
            List<Block> added = delta.getTarget().getLines();
            int both = Math.min(removed.size(), added.size());
            for (int i = 0; i < both; i++) {
                String place = path + (delta.getTarget().getPosition() + i);
                value(place + "/kind", removed.get(i).kind().name(), added.get(i).kind().name());
                text(place + "/text", removed.get(i).text(), added.get(i).text());
            }
            for (int i = both; i < added.size(); i++) {
                value(
                        path + (delta.getTarget().getPosition() + i) + "/text",
                        null,
                        added.get(i).text());
            }
            for (int i = both; i < removed.size(); i++) {
                value(
                        path + (delta.getSource().getPosition() + i) + "/text",
                        removed.get(i).text(),
                        null);
            }
        }
    }

    private <T> void compare(
            String path,
            Map<String, T> before,
            Map<String, T> after,
            Function<T, Map<String, @Nullable String>> figures) {
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            T was = before.get(key);
            T is = after.get(key);
            if (!Objects.equals(was, is)) {
                values(
                        path + key + "/",
                        was == null ? Map.of() : figures.apply(was),
                        is == null ? Map.of() : figures.apply(is));
            }
        }
    }

    private void values(
            String path,
            Map<String, @Nullable String> before,
            Map<String, @Nullable String> after) {
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        for (String name : names) {
            if (name.equals(EXPLANATION)) {
                text(path + name, before.get(name), after.get(name));
            } else {
                value(path + name, before.get(name), after.get(name));
            }
        }
    }

    /** Told by words where it was there before and still is. */
    private void text(String path, @Nullable String before, @Nullable String after) {
        if (before == null || after == null) {
            value(path, before, after);
        } else if (!before.equals(after)) {
            found.add(new Change(path, before, after, wording.between(before, after)));
        }
    }

    private void value(String path, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            found.add(new Change(path, before, after));
        }
    }

    private static Map<String, @Nullable String> facts(ReportState report) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("departmentId", report.departmentId());
        values.put("fiscalYear", String.valueOf(report.fiscalYear()));
        values.put("type", report.type().name());
        values.put("title", report.title());
        values.put("stage", report.stage());
        return values;
    }

    private static Map<String, @Nullable String> facts(SectionState section) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("printedNumber", section.printedNumber());
        values.put("title", section.title());
        values.put("chapter", section.chapter());
        Whereabouts at = Whereabouts.of(section.position());
        values.put("state", at.state());
        values.put("desk", at.desk());
        values.put("step", at.step() == null ? null : at.step().name());
        values.put("round", String.valueOf(section.round()));
        values.put("revision", String.valueOf(section.revision()));
        values.put("drafter/id", section.drafter().id());
        values.put("drafter/name", section.drafter().name());
        return values;
    }

    /** What an opinion wanted put right is told by the return items of its time. */
    private static Map<String, @Nullable String> opinions(SectionState section) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        int place = 0;
        for (Opinion opinion : section.opinions()) {
            String path = place++ + "/";
            values.put(path + "verdict", opinion.verdict().name());
            values.put(path + "desk", opinion.desk());
            values.put(path + "step", opinion.step().name());
            values.put(path + "round", String.valueOf(opinion.round()));
            values.put(path + "digest", opinion.digest());
            values.put(path + "opinion", opinion.text());
            values.put(path + "returnedTo", opinion.returnedTo());
            values.put(path + "by/id", opinion.by().id());
            values.put(path + "by/name", opinion.by().name());
        }
        return values;
    }

    private static Map<String, @Nullable String> returnItems(SectionState section) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        int place = 0;
        for (ReturnItem item : section.returnItems()) {
            String path = place + "/";
            values.put(path + "ref", item.ref());
            values.put(path + "comment", item.comment());
            values.put(path + "reply/text", section.replyTo(place++).map(Reply::text).orElse(null));
        }
        return values;
    }

    private static Map<String, @Nullable String> figures(IndicatorState indicator) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("section", indicator.section());
        values.put("category", indicator.category() == null ? null : indicator.category().name());
        values.put("name", indicator.name());
        target(values, "originalTarget/", indicator.originalTarget());
        target(values, "target/", indicator.target());
        values.put("actual/value", indicator.actual() == null ? null : indicator.actual().value());
        values.put("actual/unit", indicator.actual() == null ? null : indicator.actual().unit());
        values.put(EXPLANATION, indicator.explanation());
        for (RevisionState revision : indicator.revisions()) {
            String path = "revisions/" + revision.id() + "/";
            values.put(path + "status", revision.status().name());
            target(values, path + "target/", revision.target());
            values.put(path + "reason", revision.reason());
            values.put(path + "basis", revision.basis());
            values.put(path + "settledReason", revision.settledReason());
        }
        return values;
    }

    private static void target(
            Map<String, @Nullable String> values, String path, @Nullable Target target) {
        Target.Operator operator = target == null ? null : target.operator();
        values.put(path + "operator", operator == null ? null : operator.name());
        values.put(path + "value", target == null ? null : target.value());
        values.put(path + "unit", target == null ? null : target.unit());
        values.put(path + "text", target == null ? null : target.text());
    }

    private static Map<String, @Nullable String> figures(LineItemState line) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("section", line.section());
        values.put("name", line.name());
        values.put("parent", line.parent());
        values.put("relation", line.relation() == null ? null : line.relation().name());
        values.put("unit", line.unit());
        values.put("initialBudget", line.initialBudget());
        values.put("adjustedBudget", line.adjustedBudget());
        values.put("executed", line.executed());
        values.put("statedRate", line.statedRate());
        return values;
    }
}
