package org.liuhen.query.report;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Whereabouts;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Attainment;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.Reply;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;

/**
 * A report as it is read. It follows from the folded state alone, so that a version reads the same
 * for everyone and for ever.
 */
record ReportView(
        String reportId,
        long version,
        String departmentId,
        int fiscalYear,
        ReportType type,
        String title,
        String stage,
        List<SectionView> sections,
        List<IndicatorView> indicators,
        List<LineItemView> lineItems) {

    static ReportView of(ReportState report) {
        return new ReportView(
                report.reportId(),
                report.version(),
                report.departmentId(),
                report.fiscalYear(),
                report.type(),
                report.title(),
                report.stage(),
                report.sections().values().stream().map(s -> SectionView.of(report, s)).toList(),
                report.indicators().values().stream().map(IndicatorView::of).toList(),
                report.lineItems().values().stream().map(LineItemView::of).toList());
    }

    record SectionView(
            String key,
            @Nullable String printedNumber,
            String title,
            @Nullable String chapter,
            List<Block> blocks,
            String state,
            @Nullable String desk,
            @Nullable Role step,
            int round,
            int revision,
            String digest,
            Actor drafter,
            Instant since,
            List<OpinionView> opinions,
            List<ReturnItemView> returnItems) {

        static SectionView of(ReportState report, SectionState section) {
            Whereabouts at = Whereabouts.of(section.position());
            return new SectionView(
                    section.key(),
                    section.printedNumber(),
                    section.title(),
                    section.chapter(),
                    section.blocks(),
                    at.state(),
                    at.desk(),
                    at.step(),
                    section.round(),
                    section.revision(),
                    report.digest(section),
                    section.drafter(),
                    section.since(),
                    section.opinions().stream().map(OpinionView::of).toList(),
                    ReturnItemView.all(
                            section.returnItems(), i -> section.replyTo(i).orElse(null)));
        }
    }

    /** What was to be put right, and what was answered, if anything. */
    record ReturnItemView(String ref, String comment, @Nullable ReplyView reply) {

        static List<ReturnItemView> all(
                List<ReturnItem> items, IntFunction<@Nullable Reply> replies) {
            return IntStream.range(0, items.size())
                    .mapToObj(i -> of(items.get(i), replies.apply(i)))
                    .toList();
        }

        private static ReturnItemView of(ReturnItem item, @Nullable Reply reply) {
            return new ReturnItemView(
                    item.ref(), item.comment(), reply == null ? null : ReplyView.of(reply));
        }
    }

    record ReplyView(String text, Actor by, Instant at) {
        static ReplyView of(Reply reply) {
            return new ReplyView(reply.text(), reply.by(), reply.at());
        }
    }

    record OpinionView(
            Opinion.Verdict verdict,
            String desk,
            Role step,
            int round,
            String digest,
            @Nullable String opinion,
            @Nullable String returnedTo,
            List<ReturnItemView> items,
            Actor by,
            Instant at) {

        static OpinionView of(Opinion o) {
            return new OpinionView(
                    o.verdict(),
                    o.desk(),
                    o.step(),
                    o.round(),
                    o.digest(),
                    o.text(),
                    o.returnedTo(),
                    ReturnItemView.all(o.items(), i -> o.replyTo(i).orElse(null)),
                    o.by(),
                    o.at());
        }
    }

    record IndicatorView(
            String key,
            String section,
            @Nullable Category category,
            String name,
            @Nullable Target originalTarget,
            @Nullable Target target,
            @Nullable Actual actual,
            @Nullable String explanation,
            Attainment attainment,
            List<RevisionView> revisions) {

        static IndicatorView of(IndicatorState i) {
            return new IndicatorView(
                    i.key(),
                    i.section(),
                    i.category(),
                    i.name(),
                    i.originalTarget(),
                    i.target(),
                    i.actual(),
                    i.explanation(),
                    Attainment.of(i.target(), i.actual()),
                    i.revisions().stream().map(RevisionView::of).toList());
        }
    }

    record RevisionView(
            String revisionId,
            Target target,
            String reason,
            String basis,
            RevisionState.Status status,
            Actor requestedBy,
            Instant requestedAt,
            @Nullable Actor settledBy,
            @Nullable Instant settledAt,
            @Nullable String settledReason) {

        static RevisionView of(RevisionState r) {
            return new RevisionView(
                    r.id(),
                    r.target(),
                    r.reason(),
                    r.basis(),
                    r.status(),
                    r.requestedBy(),
                    r.requestedAt(),
                    r.settledBy(),
                    r.settledAt(),
                    r.settledReason());
        }
    }

    record LineItemView(
            String key,
            String section,
            String name,
            @Nullable String parent,
            @Nullable Relation relation,
            @Nullable String unit,
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed,
            @Nullable String statedRate,
            @Nullable String executionRate) {

        static LineItemView of(LineItemState l) {
            return new LineItemView(
                    l.key(),
                    l.section(),
                    l.name(),
                    l.parent(),
                    l.relation(),
                    l.unit(),
                    l.initialBudget(),
                    l.adjustedBudget(),
                    l.executed(),
                    l.statedRate(),
                    l.executionRate());
        }
    }
}
