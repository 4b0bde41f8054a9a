package org.liuhen.query.audit;

import java.util.Optional;
import org.liuhen.views.Step;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
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

/** What counts as having worked on a section: the same that the rules count within a round. */
final class Contribution {
    private Contribution() {}

    /** The section an event contributes to, if it does. */
    static Optional<String> to(Step step) {
        return switch (step.event()) {
            case SectionEdited e -> Optional.of(e.section());
            case SectionSubmitted e -> Optional.of(e.section());
            case ReturnItemReplied e -> Optional.of(e.section());
            case IndicatorEvent e -> ofIndicator(step, e.indicator());
            case RevisionRequested e -> ofIndicator(step, e.indicator());
            case LineItemEvent e -> step.after().lineItem(e.lineItem()).map(line -> line.section());
            case ReportOpened _,
                    ReportForwarded _,
                    ReportFinalized _,
                    SectionWithdrawn _,
                    SectionApproved _,
                    SectionReturned _,
                    SectionReviewRestarted _,
                    RevisionApproved _,
                    RevisionRejected _,
                    RevisionWithdrawn _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> ofIndicator(Step step, String key) {
        return step.after().indicator(key).map(indicator -> indicator.section());
    }
}
