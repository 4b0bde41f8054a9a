package org.liuhen.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionCommand.WithdrawRevision;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionCommand.WithdrawSection;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

/**
 * The inverse of deciding: the command that must have been given for an event to be recorded.
 *
 * <p>What a person said is taken from the event. What the rules compute (a round, a revision, a
 * desk, a digest) is not: where a command must name one, it is the one that stands in the report,
 * so that deciding again tells what the event should have said.
 */
final class GivenCommand {
    private GivenCommand() {}

    /** The command; empty for what is never asked for but follows from something else. */
    static Optional<ReportCommand> behind(ReportEvent event, ReportState before) {
        String id = before.reportId();
        return switch (event) {
            case ReportOpened e -> Optional.of(opening(e));
            case ReportForwarded e -> Optional.of(new ForwardReport(id, e.opinion()));
            case ReportFinalized e -> Optional.of(new ForwardReport(id, e.opinion()));
            case SectionEvent e -> ofSection(id, e, before);
            case IndicatorEvent e -> Optional.of(ofIndicator(id, e));
            case RevisionEvent e -> Optional.of(ofRevision(id, e));
            case LineItemEvent e -> Optional.of(ofLineItem(id, e));
        };
    }

    static ReportCommand opening(ReportOpened event) {
        return new OpenReport(event.document());
    }

    private static Optional<ReportCommand> ofSection(
            String id, SectionEvent event, ReportState before) {
        return switch (event) {
            case SectionEdited e -> Optional.of(edit(id, e, before));
            case SectionSubmitted e -> Optional.of(new SubmitSection(id, e.section(), e.note()));
            case SectionWithdrawn e ->
                    Optional.of(new WithdrawSection(id, e.section(), e.reason()));
            case ReturnItemReplied e ->
                    Optional.of(
                            new ReplyToReturnItem(id, e.section(), e.round(), e.item(), e.text()));
            case SectionApproved e ->
                    Optional.of(
                            new ApproveSection(
                                    id, e.section(), digest(e.section(), before), e.opinion()));
            case SectionReturned e ->
                    Optional.of(
                            new ReturnSection(
                                    id,
                                    e.section(),
                                    digest(e.section(), before),
                                    e.to(),
                                    e.reason(),
                                    e.items()));
            case SectionReviewRestarted _ -> Optional.empty();
        };
    }

    private static EditSection edit(String id, SectionEdited e, ReportState before) {
        int revision = before.section(e.section()).map(SectionState::revision).orElse(0);
        return new EditSection(id, e.section(), e.blocks(), revision);
    }

    private static @Nullable String digest(String section, ReportState before) {
        return before.section(section).map(before::digest).orElse(null);
    }

    private static ReportCommand ofIndicator(String id, IndicatorEvent event) {
        return switch (event) {
            case ActualSubmitted e ->
                    new SubmitActual(id, e.indicator(), e.actual(), e.explanation(), e.reason());
            case ActualCorrected e ->
                    new SubmitActual(id, e.indicator(), e.actual(), e.explanation(), e.reason());
        };
    }

    private static ReportCommand ofRevision(String id, RevisionEvent event) {
        return switch (event) {
            case RevisionRequested e ->
                    new RequestRevision(
                            id, e.indicator(), e.revisionId(), e.target(), e.reason(), e.basis());
            case RevisionApproved e ->
                    new ApproveRevision(id, e.indicator(), e.revisionId(), e.reason());
            case RevisionRejected e ->
                    new RejectRevision(id, e.indicator(), e.revisionId(), e.reason());
            case RevisionWithdrawn e ->
                    new WithdrawRevision(id, e.indicator(), e.revisionId(), e.reason());
        };
    }

    private static ReportCommand ofLineItem(String id, LineItemEvent event) {
        return switch (event) {
            case ExpenditureRecorded e ->
                    new RecordExpenditure(
                            id,
                            e.lineItem(),
                            e.initialBudget(),
                            e.adjustedBudget(),
                            e.executed(),
                            e.reason());
        };
    }
}
