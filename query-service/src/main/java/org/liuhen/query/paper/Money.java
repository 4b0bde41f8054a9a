package org.liuhen.query.paper;

import com.deepoove.poi.data.ParagraphRenderData;
import com.deepoove.poi.data.Paragraphs;
import com.deepoove.poi.data.style.ParagraphStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SectionState;

/**
 * The table of a section's money: a tree, told by indentation. Figures stand exactly as they were
 * entered.
 *
 * @param isAdjusted whether any line has an adjusted budget: else there is no column for it
 */
record Money(List<Row> rows, boolean isAdjusted) {
    private static final int DEEPEST = 4;

    /** Absent where the section has none. */
    static @Nullable Money of(ReportState report, SectionState section) {
        List<LineItemState> lines =
                report.lineItems().values().stream()
                        .filter(each -> each.section().equals(section.key()))
                        .toList();
        if (lines.isEmpty()) {
            return null;
        }
        Set<String> keys = lines.stream().map(LineItemState::key).collect(Collectors.toSet());
        List<Row> rows = new ArrayList<>();
        lines.stream()
                .filter(line -> line.parent() == null || !keys.contains(line.parent()))
                .forEach(line -> add(rows, lines, line, 0));
        return new Money(rows, lines.stream().anyMatch(line -> line.adjustedBudget() != null));
    }

    /** Every line under its parent; one whose parent is shown elsewhere stands at the top. */
    private static void add(
            List<Row> rows, List<LineItemState> lines, LineItemState line, int depth) {
        rows.add(Row.of(line, depth));
        lines.stream()
                .filter(child -> line.key().equals(child.parent()))
                .forEach(child -> add(rows, lines, child, depth + 1));
    }

    record Row(
            ParagraphRenderData line,
            String initial,
            String adjusted,
            String executed,
            String unit,
            String rate) {

        static Row of(LineItemState line, int depth) {
            return new Row(
                    Paragraphs.of(name(line))
                            .paraStyle(
                                    ParagraphStyle.builder()
                                            .withIndentLeftChars((double) Math.min(depth, DEEPEST))
                                            .build())
                            .create(),
                    PaperWords.text(line.initialBudget(), "absent"),
                    PaperWords.text(line.adjustedBudget(), "absent"),
                    PaperWords.text(line.executed(), "absent"),
                    PaperWords.text(line.unit(), "absent"),
                    rateOf(line));
        }
    }

    private static String name(LineItemState line) {
        if (line.relation() == null) {
            return PaperWords.text(line.name());
        }
        return switch (line.relation()) {
            case PART -> PaperWords.text(line.name());
            case OF_WHICH, CARRY_FORWARD ->
                    PaperWords.word("relation", line.relation())
                            + "："
                            + PaperWords.text(line.name());
        };
    }

    /** What we compute, and beside it what the paper claims where that is something else. */
    private static String rateOf(LineItemState line) {
        String computed = line.executionRate();
        String stated = line.statedRate();
        if (computed == null || stated == null || computed.equals(stated)) {
            return PaperWords.text(computed == null ? stated : computed, "absent");
        }
        return computed + "\n报告所述 " + PaperWords.text(stated);
    }
}
