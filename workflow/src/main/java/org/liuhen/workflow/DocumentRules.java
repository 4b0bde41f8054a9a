package org.liuhen.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a report must keep to when it opens. Absent figures are allowed; contradictions are not. */
final class DocumentRules {
    static final int MOST_SECTIONS = 200;
    static final int MOST_BLOCKS = 1_000;
    static final int MOST_INDICATORS = 1_000;
    static final int MOST_LINE_ITEMS = 2_000;
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2100;

    private final Faults faults = new Faults();

    private DocumentRules() {}

    static void check(ReportDocument document) {
        DocumentRules rules = new DocumentRules();
        rules.header(document);
        rules.sections(document.sections());
        rules.faults.throwIfAny();
        Set<String> sections = new HashSet<>();
        document.sections().forEach(section -> sections.add(section.key()));
        rules.indicators(document.indicators(), sections);
        rules.lineItems(document.lineItems(), sections);
        rules.faults.throwIfAny();
    }

    private void header(ReportDocument document) {
        faults.key("departmentId", document.departmentId());
        faults.requiredName("title", document.title(), "报告标题");
        if (document.fiscalYear() < EARLIEST_YEAR || document.fiscalYear() > LATEST_YEAR) {
            faults.add("fiscalYear", "预算年度须在" + EARLIEST_YEAR + "至" + LATEST_YEAR + "之间");
        }
    }

    private void sections(List<ReportDocument.SectionDraft> sections) {
        if (sections.isEmpty()) {
            faults.add("sections", "报告至少要有一个章节");
        }
        atMost("sections", sections, MOST_SECTIONS, "章节");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            ReportDocument.SectionDraft section = sections.get(i);
            String path = "sections/" + i + "/";
            key(path, section.key(), keys);
            faults.requiredName(path + "title", section.title(), "章节标题");
            faults.name(path + "printedNumber", section.printedNumber());
            faults.name(path + "chapter", section.chapter());
            blocks(faults, path + "blocks", section.blocks());
        }
    }

    static void blocks(Faults faults, String path, List<Block> blocks) {
        atMost(faults, path, blocks, MOST_BLOCKS, "段落");
        for (int i = 0; i < blocks.size(); i++) {
            faults.text(path + "/" + i + "/text", blocks.get(i).text());
        }
    }

    static void target(Faults faults, String path, @Nullable Target target) {
        if (target != null) {
            faults.decimal(path + "/value", target.value());
            faults.name(path + "/unit", target.unit());
            faults.name(path + "/text", target.text());
        }
    }

    private void indicators(List<ReportDocument.IndicatorDraft> drafts, Set<String> sections) {
        atMost("indicators", drafts, MOST_INDICATORS, "指标");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            ReportDocument.IndicatorDraft draft = drafts.get(i);
            String path = "indicators/" + i + "/";
            key(path, draft.key(), keys);
            inside(path, draft.section(), sections);
            faults.requiredName(path + "name", draft.name(), "指标名称");
            target(faults, path + "target", draft.target());
            Actual actual = draft.actual();
            if (actual != null) {
                faults.decimal(path + "actual/value", actual.value());
                faults.name(path + "actual/unit", actual.unit());
            }
        }
    }

    private void lineItems(List<ReportDocument.LineItemDraft> drafts, Set<String> sections) {
        atMost("lineItems", drafts, MOST_LINE_ITEMS, "资金项目");
        Set<String> keys = new HashSet<>();
        Map<String, @Nullable String> parents = new HashMap<>();
        drafts.forEach(draft -> parents.put(draft.key(), draft.parent()));
        for (int i = 0; i < drafts.size(); i++) {
            ReportDocument.LineItemDraft draft = drafts.get(i);
            String path = "lineItems/" + i + "/";
            key(path, draft.key(), keys);
            inside(path, draft.section(), sections);
            faults.requiredName(path + "name", draft.name(), "资金项目名称");
            faults.name(path + "unit", draft.unit());
            faults.decimal(path + "initialBudget", draft.initialBudget());
            faults.decimal(path + "adjustedBudget", draft.adjustedBudget());
            faults.decimal(path + "executed", draft.executed());
            faults.name(path + "statedRate", draft.statedRate());
            parent(path + "parent", draft, parents);
        }
    }

    private void parent(
            String path,
            ReportDocument.LineItemDraft draft,
            Map<String, @Nullable String> parents) {
        String parent = draft.parent();
        if (parent == null) {
            return;
        }
        if (!parents.containsKey(parent)) {
            faults.add(path, "上级资金项目“" + parent + "”不在本报告中");
            return;
        }
        int steps = 0;
        for (String up = parent; up != null; up = parents.get(up)) {
            if (++steps > parents.size()) {
                faults.add(path, "资金项目的上下级关系成了环，请检查");
                return;
            }
        }
    }

    private void key(String path, String key, Set<String> taken) {
        faults.key(path + "key", key);
        if (!taken.add(key)) {
            faults.add(path + "key", "编号“" + key + "”重复");
        }
    }

    private void inside(String path, String section, Set<String> sections) {
        if (!sections.contains(section)) {
            faults.add(path + "section", "章节“" + section + "”不在本报告中");
        }
    }

    private void atMost(String path, List<?> list, int most, String what) {
        atMost(faults, path, list, most, what);
    }

    private static void atMost(Faults faults, String path, List<?> list, int most, String what) {
        if (list.size() > most) {
            faults.add(path, what + "过多，最多" + most + "个");
            faults.throwIfAny();
        }
    }
}
