package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report as it stands after {@code version} events.
 *
 * @param stage the key of the desk it is at, or {@link Route#FINAL}; it only ever moves forward
 */
@RecordBuilder
public record ReportState(
        String reportId,
        long version,
        String departmentId,
        int fiscalYear,
        ReportType type,
        String title,
        Route route,
        String stage,
        Map<String, SectionState> sections,
        Map<String, IndicatorState> indicators,
        Map<String, LineItemState> lineItems)
        implements ReportStateBuilder.With {

    public ReportState {
        sections = Members.of(sections);
        indicators = Members.of(indicators);
        lineItems = Members.of(lineItems);
    }

    public boolean isFinal() {
        return stage.equals(Route.FINAL);
    }

    public Optional<SectionState> section(String key) {
        return Optional.ofNullable(sections.get(key));
    }

    public Optional<IndicatorState> indicator(String key) {
        return Optional.ofNullable(indicators.get(key));
    }

    public Optional<LineItemState> lineItem(String key) {
        return Optional.ofNullable(lineItems.get(key));
    }

    /** The digest a decision on this section must name. */
    public String digest(SectionState section) {
        return Digest.of(section.blocks(), indicatorsOf(section.key()), lineItemsOf(section.key()));
    }

    /** Whether a section's content is that of another version: a look, where a digest is work. */
    public boolean hasContentOf(ReportState other, String section) {
        SectionState here = sections.get(section);
        SectionState there = other.sections.get(section);
        return here != null
                && there != null
                && here.blocks().equals(there.blocks())
                && indicatorsOf(section).equals(other.indicatorsOf(section))
                && lineItemsOf(section).equals(other.lineItemsOf(section));
    }

    List<IndicatorState> indicatorsOf(String section) {
        return indicators.values().stream().filter(i -> i.section().equals(section)).toList();
    }

    List<LineItemState> lineItemsOf(String section) {
        return lineItems.values().stream().filter(l -> l.section().equals(section)).toList();
    }

    ReportState with(SectionState section) {
        return withSections(Members.of(sections).with(section.key(), section));
    }

    ReportState with(IndicatorState indicator) {
        return withIndicators(Members.of(indicators).with(indicator.key(), indicator));
    }

    ReportState with(LineItemState line) {
        return withLineItems(Members.of(lineItems).with(line.key(), line));
    }

    ReportState contributed(String section, Actor by) {
        SectionState contributedTo = sections.get(section);
        return contributedTo == null ? this : with(contributedTo.contributed(by));
    }

    ReportState at(String newStage, Map<String, SectionState> moved) {
        return withStage(newStage).withSections(moved);
    }

    ReportState counted() {
        return withVersion(version + 1);
    }
}
