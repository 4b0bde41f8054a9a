package org.liuhen.query.paper;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Attainment;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;

/** The table of a section's indicators; what is absent stands there as it does at the screens. */
record Figures(List<Row> rows) {

    /** Absent where the section has none. */
    static @Nullable Figures of(ReportState report, SectionState section) {
        List<Row> rows =
                report.indicators().values().stream()
                        .filter(each -> each.section().equals(section.key()))
                        .map(Row::of)
                        .toList();
        return rows.isEmpty() ? null : new Figures(rows);
    }

    record Row(
            String name,
            String category,
            String original,
            String revised,
            String actual,
            String attainment,
            String explanation) {

        static Row of(IndicatorState indicator) {
            return new Row(
                    PaperWords.text(indicator.name()),
                    PaperWords.word("category", indicator.category()),
                    target(indicator.originalTarget()),
                    revisedTarget(indicator),
                    reached(indicator.actual()),
                    PaperWords.word(
                            "attainment", Attainment.of(indicator.target(), indicator.actual())),
                    PaperWords.text(indicator.explanation(), "absent"));
        }
    }

    private static String revisedTarget(IndicatorState indicator) {
        String present =
                Objects.equals(indicator.originalTarget(), indicator.target())
                        ? PaperWords.word("absent")
                        : target(indicator.target());
        return indicator.revisions().stream()
                .filter(each -> each.status() == RevisionState.Status.OPEN)
                .map(each -> present + "\n" + PaperWords.word("asked") + target(each.target()))
                .findFirst()
                .orElse(present);
    }

    /** As printed; where there are no such words, from its parts. */
    static String target(@Nullable Target target) {
        if (target == null) {
            return PaperWords.word("absent.target");
        }
        if (target.text() != null && !target.text().isEmpty()) {
            return PaperWords.text(target.text());
        }
        String text =
                PaperWords.word("operator", target.operator())
                        + Objects.requireNonNullElse(target.value(), "")
                        + Objects.requireNonNullElse(target.unit(), "");
        return text.isEmpty() ? PaperWords.word("absent.target") : PaperWords.text(text);
    }

    private static String reached(@Nullable Actual actual) {
        return actual == null || actual.value() == null
                ? PaperWords.word("absent.actual")
                : PaperWords.text(actual.value() + Objects.requireNonNullElse(actual.unit(), ""));
    }
}
