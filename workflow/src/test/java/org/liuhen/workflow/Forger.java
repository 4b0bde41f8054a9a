package org.liuhen.workflow;

import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionCommand.WithdrawRevision;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionCommand.WithdrawSection;

/** Writes what a command would have been recorded as, whatever the rules say of it. */
final class Forger {
    private Forger() {}

    /** What somebody had before them is asked for in a command, and told in no event. */
    static boolean leavesNoTrace(ReportCommand command, RefusalCode code) {
        return code == RefusalCode.EDIT_CONFLICT
                && (command instanceof SubmitActual || command instanceof RecordExpenditure);
    }

    /** As close to the truth as a forger can come. */
    static ReportEvent write(ReportState report, ReportCommand command) {
        String desk =
                report == null || report.isFinal()
                        ? Route.SELF_EVALUATION.first().key()
                        : report.stage();
        return switch (command) {
            case OpenReport c -> new ReportEvent.ReportOpened(c.document(), Route.SELF_EVALUATION);
            case ForwardReport c ->
                    Route.SELF_EVALUATION
                            .after(desk)
                            .<ReportEvent>map(to ->
                                    new ReportEvent.ReportForwarded(desk, to.key(), c.opinion()))
                            .orElseGet(() -> new ReportEvent.ReportFinalized(desk, c.opinion()));
            case SectionCommand c -> section(report, desk, c);
            case SubmitActual c -> actual(report, c);
            case RequestRevision c ->
                    new RevisionEvent.RevisionRequested(
                            c.indicator(), c.revisionId(), c.target(), c.reason(), c.basis());
            case ApproveRevision c ->
                    new RevisionEvent.RevisionApproved(c.indicator(), c.revisionId(), c.reason());
            case RejectRevision c ->
                    new RevisionEvent.RevisionRejected(c.indicator(), c.revisionId(), c.reason());
            case WithdrawRevision c ->
                    new RevisionEvent.RevisionWithdrawn(c.indicator(), c.revisionId(), c.reason());
            case RecordExpenditure c ->
                    new LineItemEvent.ExpenditureRecorded(
                            c.lineItem(),
                            c.initialBudget(),
                            c.adjustedBudget(),
                            c.executed(),
                            c.reason());
        };
    }

    private static ReportEvent section(ReportState report, String stage, SectionCommand command) {
        SectionState section = report == null ? null : report.sections().get(command.section());
        int round = section == null ? 1 : section.round();
        String desk = stage;
        Role step = Route.SELF_EVALUATION.desk(stage).steps().getFirst();
        if (section != null && section.position() instanceof Position.InReview at) {
            desk = at.desk();
            step = at.step();
        }
        return switch (command) {
            case EditSection c ->
                    new SectionEvent.SectionEdited(c.section(), c.blocks(), c.basedOn() + 1);
            case SubmitSection c ->
                    new SectionEvent.SectionSubmitted(
                            c.section(),
                            round,
                            section == null ? "sha-256:00" : report.digest(section),
                            c.note());
            case WithdrawSection c -> new SectionEvent.SectionWithdrawn(c.section(), c.reason());
            case ReplyToReturnItem c ->
                    new SectionEvent.ReturnItemReplied(c.section(), c.round(), c.item(), c.text());
            case ApproveSection c ->
                    new SectionEvent.SectionApproved(
                            c.section(), desk, step, round, c.digest(), c.opinion());
            case ReturnSection c ->
                    new SectionEvent.SectionReturned(
                            c.section(),
                            desk,
                            step,
                            round,
                            c.digest(),
                            c.to(),
                            c.reason(),
                            c.items());
        };
    }

    private static ReportEvent actual(ReportState report, SubmitActual c) {
        IndicatorState indicator = report == null ? null : report.indicators().get(c.indicator());
        boolean corrects =
                indicator != null
                        && indicator.onceGiven()
                        && !c.actual().equals(indicator.actual());
        return corrects
                ? new IndicatorEvent.ActualCorrected(
                        c.indicator(), c.actual(), c.explanation(), c.reason())
                : new IndicatorEvent.ActualSubmitted(
                        c.indicator(), c.actual(), c.explanation(), c.reason());
    }
}
