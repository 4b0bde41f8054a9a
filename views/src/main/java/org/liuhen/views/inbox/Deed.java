package org.liuhen.views.inbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.Row;
import org.liuhen.views.SectionName;
import org.liuhen.views.Step;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;
import org.liuhen.workflow.SectionState;

/**
 * What somebody did that their inbox remembers: what they decided (已办) and what they began (我发起的).
 * Only the last of each is kept for a section or a report.
 *
 * @param box {@link #DONE} or {@link #STARTED}
 * @param subject tells the deeds of one person in one report apart
 */
public record Deed(String personId, String box, String subject, InboxItem item) {
    public static final String DONE = "done";
    public static final String STARTED = "started";

    Row row() {
        return Row.of(
                InboxSlice.DEEDS,
                personId,
                box,
                item.reportId(),
                subject,
                item.since(),
                ContractJson.mapper().writeValueAsString(item));
    }

    static Optional<Deed> of(Step step) {
        return switch (step.event()) {
            case ReportOpened e -> of(step, STARTED, "OPENED", null, e.route().first().key());
            case ReportForwarded e -> of(step, DONE, "FORWARDED", null, e.from());
            case ReportFinalized e -> of(step, DONE, "FINALIZED", null, e.from());
            case SectionSubmitted e -> of(step, STARTED, "SUBMITTED", e.section(), firstDesk(step));
            case SectionApproved e -> of(step, DONE, "APPROVED", e.section(), e.desk());
            case SectionReturned e -> of(step, DONE, "RETURNED", e.section(), e.desk());
            case RevisionRequested e ->
                    revision(step, STARTED, "REVISION_REQUESTED", e.indicator());
            case RevisionApproved e -> revision(step, DONE, "REVISION_APPROVED", e.indicator());
            case RevisionRejected e -> revision(step, DONE, "REVISION_REJECTED", e.indicator());
            case SectionEdited _,
                    SectionWithdrawn _,
                    ReturnItemReplied _,
                    SectionReviewRestarted _,
                    RevisionWithdrawn _ ->
                    Optional.empty();
            case IndicatorEvent.ActualSubmitted _,
                    IndicatorEvent.ActualCorrected _,
                    LineItemEvent.ExpenditureRecorded _ ->
                    Optional.empty();
        };
    }

    private static Optional<Deed> revision(Step step, String box, String kind, String indicator) {
        String section = step.after().indicator(indicator).orElseThrow().section();
        String desk =
                step.after()
                        .route()
                        .deskOf(step.envelope().by().role())
                        .map(Desk::key)
                        .orElse(firstDesk(step));
        return of(step, box, kind, section, desk)
                .map(d -> new Deed(d.personId, d.box, "revision/" + indicator, d.item));
    }

    private static Optional<Deed> of(
            Step step, String box, String kind, @Nullable String sectionKey, String desk) {
        ReportState report = step.before() == null ? step.after() : step.before();
        SectionState section = sectionKey == null ? null : report.section(sectionKey).orElseThrow();
        InboxItem item =
                new InboxItem(
                        kind,
                        report.reportId(),
                        sectionKey,
                        section == null ? report.title() : section.title(),
                        section == null ? null : SectionName.of(section),
                        section == null ? null : section.revision(),
                        desk,
                        step.envelope().by().role(),
                        step.at(),
                        section == null ? 1 : section.round(),
                        section == null ? null : report.digest(section),
                        report.departmentId(),
                        report.fiscalYear(),
                        report.title(),
                        null);
        String subject = section == null ? "report/" + desk : "section/" + section.key();
        return Optional.of(new Deed(step.envelope().by().id(), box, subject, item));
    }

    private static String firstDesk(Step step) {
        return step.after().route().first().key();
    }
}
