package org.liuhen.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as it is first handed in: everything that is known on the day it opens. */
public record ReportDocument(
        String departmentId,
        int fiscalYear,
        ReportType type,
        String title,
        List<SectionDraft> sections,
        List<IndicatorDraft> indicators,
        List<LineItemDraft> lineItems) {

    public ReportDocument {
        sections = List.copyOf(sections);
        indicators = List.copyOf(indicators);
        lineItems = List.copyOf(lineItems);
    }

    /**
     * The report's id: one per department, year and type, so that the event store itself refuses a
     * second.
     */
    public String reportId() {
        return departmentId + "-" + fiscalYear + "-" + type.slug();
    }

    /** A section's key is stable; its printed number is only what the paper shows. */
    public record SectionDraft(
            String key,
            @Nullable String printedNumber,
            String title,
            @Nullable String chapter,
            List<Block> blocks) {
        public SectionDraft {
            blocks = List.copyOf(blocks);
        }
    }

    public record IndicatorDraft(
            String key,
            String section,
            @Nullable Category category,
            String name,
            @Nullable Target target,
            @Nullable Actual actual) {}

    /**
     * Money exactly as entered; {@code statedRate} is what the paper claims, never what we compute.
     */
    public record LineItemDraft(
            String key,
            String section,
            String name,
            @Nullable String parent,
            @Nullable Relation relation,
            @Nullable String unit,
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed,
            @Nullable String statedRate) {}
}
