package org.liuhen.query.paper;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.SectionName;
import org.liuhen.views.Whereabouts;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.SectionState;

/** What stands in the template of the approval sheet (审签单): every opinion, with who and when. */
record ApprovalPaper(
        String title,
        String standing,
        String reportId,
        String stage,
        List<Sheet> sections,
        @Nullable Table rulings,
        @Nullable Table forwardings) {

    static ApprovalPaper of(ReportState report, List<Forwarding> forwardings) {
        return new ApprovalPaper(
                PaperWords.text(report.title()),
                ReportPaper.standing(report),
                report.reportId(),
                report.isFinal() ? PaperWords.word("state.CLEARED") : desk(report, report.stage()),
                report.sections().values().stream().map(s -> Sheet.of(report, s)).toList(),
                Table.of(rulings(report)),
                Table.of(forwardings.stream().map(each -> forwarded(report, each)).toList()));
    }

    /**
     * A section with its opinions.
     *
     * @param none that there are none yet; absent where there are some
     */
    record Sheet(
            String heading,
            String state,
            String digest,
            @Nullable Table opinions,
            ReportPaper.@Nullable Heading none) {

        static Sheet of(ReportState report, SectionState section) {
            Table opinions =
                    Table.of(section.opinions().stream().map(o -> opinion(report, o)).toList());
            return new Sheet(
                    PaperWords.text(SectionName.of(section)),
                    PaperWords.word("state." + Whereabouts.of(section.position()).state()),
                    PaperWords.shortened(report.digest(section)),
                    opinions,
                    opinions == null
                            ? new ReportPaper.Heading(PaperWords.word("absent.opinions"))
                            : null);
        }
    }

    record Table(List<Row> rows) {
        static @Nullable Table of(List<Row> rows) {
            return rows.isEmpty() ? null : new Table(rows);
        }
    }

    /** One decision: where, what, in which words, by whom, when, and on which content. */
    record Row(
            String where,
            String verdict,
            String opinion,
            String person,
            String office,
            String at,
            String digest) {}

    private static Row opinion(ReportState report, Opinion opinion) {
        return row(
                desk(report, opinion.desk())
                        + " "
                        + PaperWords.word("role", opinion.step())
                        + "\n第%d轮".formatted(opinion.round()),
                PaperWords.word("verdict", opinion.verdict()),
                said(report, opinion),
                opinion.by(),
                PaperWords.moment(opinion.at()),
                PaperWords.shortened(opinion.digest()));
    }

    private static String said(ReportState report, Opinion opinion) {
        StringBuilder said = new StringBuilder(PaperWords.text(opinion.text(), "absent.opinion"));
        if (opinion.returnedTo() != null) {
            said.append("\n退回至").append(desk(report, opinion.returnedTo()));
        }
        for (int i = 0; i < opinion.items().size(); i++) {
            ReturnItem item = opinion.items().get(i);
            said.append("\n")
                    .append(place(report, item.ref()))
                    .append("：")
                    .append(PaperWords.text(item.comment()));
            opinion.replyTo(i)
                    .ifPresent(reply ->
                            said.append("\n回复（")
                                    .append(PaperWords.text(reply.by().name()))
                                    .append("）：")
                                    .append(PaperWords.text(reply.text())));
        }
        return said.toString();
    }

    /** What people call the place that a return item names. */
    private static String place(ReportState report, String ref) {
        if (ref.chars().allMatch(Character::isDigit)) {
            return "第%d段".formatted(Long.parseLong(ref) + 1);
        }
        return PaperWords.text(
                report.indicator(ref)
                        .map(IndicatorState::name)
                        .or(() -> report.lineItem(ref).map(LineItemState::name))
                        .orElse(ref));
    }

    private static List<Row> rulings(ReportState report) {
        return report.indicators().values().stream()
                .flatMap(each -> each.revisions().stream().flatMap(asked -> ruled(each, asked)))
                .toList();
    }

    /** Nothing where nobody has decided, or the request was taken back. */
    private static Stream<Row> ruled(IndicatorState indicator, RevisionState revision) {
        Actor by = revision.settledBy();
        if (by == null
                || revision.settledAt() == null
                || revision.status() == RevisionState.Status.WITHDRAWN) {
            return Stream.empty();
        }
        return Stream.of(
                row(
                        PaperWords.text(indicator.name())
                                + "\n"
                                + PaperWords.word("asked")
                                + Figures.target(revision.target()),
                        PaperWords.word("ruling", revision.status()),
                        PaperWords.text(revision.settledReason(), "absent.opinion")
                                + "\n申请理由："
                                + PaperWords.text(revision.reason())
                                + "\n依据："
                                + PaperWords.text(revision.basis()),
                        by,
                        PaperWords.moment(revision.settledAt()),
                        ""));
    }

    private static Row forwarded(ReportState report, Forwarding forwarding) {
        Desk from = report.route().desk(forwarding.from());
        return row(
                from.title(),
                report.route().after(from.key()).map(to -> "报送" + to.title()).orElse("定稿"),
                PaperWords.text(forwarding.opinion(), "absent.opinion"),
                forwarding.by(),
                PaperWords.moment(forwarding.at()),
                "");
    }

    private static Row row(
            String where, String verdict, String opinion, Actor by, String at, String digest) {
        return new Row(
                where,
                verdict,
                opinion,
                PaperWords.text(by.name()),
                PaperWords.text(by.organisation().name() + " " + by.post()),
                at,
                digest);
    }

    private static String desk(ReportState report, String key) {
        return key.equals(Desk.DRAFTER) ? "填报人" : report.route().desk(key).title();
    }
}
