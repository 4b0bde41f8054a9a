package org.liuhen.query.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.SectionName;
import org.liuhen.views.Whereabouts;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SectionState;

/**
 * What stands in the template of the report. Something that may be left out is absent or a list,
 * which is how the template's blocks are told.
 *
 * @param standing which version it is, and whether anything can still change
 */
record ReportPaper(
        String title,
        String standing,
        String reportId,
        String version,
        List<Part> sections,
        List<Seal> rows) {

    static ReportPaper of(ReportState report) {
        List<Part> parts = new ArrayList<>();
        String chapter = null;
        for (SectionState section : report.sections().values()) {
            boolean opens = !Objects.equals(chapter, section.chapter());
            parts.add(Part.of(report, section, opens));
            chapter = section.chapter();
        }
        return new ReportPaper(
                PaperWords.text(report.title()),
                standing(report),
                report.reportId(),
                String.valueOf(report.version()),
                parts,
                report.sections().values().stream().map(s -> Seal.of(report, s)).toList());
    }

    /** 送审稿 until nothing can change any more. */
    static String standing(ReportState report) {
        return report.isFinal()
                ? "（定稿　第%d版）".formatted(report.version())
                : "（送审稿　第%d版）".formatted(report.version());
    }

    /** As it is printed: （二）履职效能分析. */
    static String headingOf(SectionState section) {
        return PaperWords.text(SectionName.heading(section));
    }

    /** A heading, absent where none stands there. */
    record Heading(String text) {}

    /** A section, under its chapter where it is the first of it. */
    record Part(
            @Nullable Heading chapter,
            @Nullable Heading heading,
            List<Piece> pieces,
            @Nullable Figures indicators,
            @Nullable Money money,
            @Nullable Money adjustedMoney) {

        static Part of(ReportState report, SectionState section, boolean opens) {
            String heading = headingOf(section);
            String chapter = section.chapter() == null ? null : PaperWords.text(section.chapter());
            Money money = Money.of(report, section);
            return new Part(
                    chapter == null || !opens ? null : new Heading(chapter),
                    heading.equals(chapter) ? null : new Heading(heading),
                    Piece.of(section),
                    Figures.of(report, section),
                    money == null || money.isAdjusted() ? null : money,
                    money == null || !money.isAdjusted() ? null : money);
        }
    }

    /** A paragraph or a heading of the text; one of them is absent. */
    record Piece(@Nullable Heading heading, @Nullable Heading paragraph) {

        static List<Piece> of(SectionState section) {
            if (section.blocks().isEmpty()) {
                return List.of(new Piece(null, new Heading(PaperWords.word("absent.text"))));
            }
            return section.blocks().stream()
                    .flatMap(block ->
                            PaperWords.text(block.text()).lines().map(line -> of(block, line)))
                    .toList();
        }

        private static Piece of(Block block, String line) {
            return switch (block.kind()) {
                case HEADING -> new Piece(new Heading(line), null);
                case PARAGRAPH -> new Piece(null, new Heading(line));
            };
        }
    }

    /** What a section's content can be checked by. */
    record Seal(String section, String state, String digest) {

        static Seal of(ReportState report, SectionState section) {
            return new Seal(
                    PaperWords.text(SectionName.of(section)),
                    PaperWords.word("state." + Whereabouts.of(section.position()).state()),
                    report.digest(section));
        }
    }
}
