package org.liuhen.query.paper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Past;
import org.liuhen.views.Step;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent;
import org.liuhen.workflow.SectionEvent;

/**
 * The whole report moved past a desk. The report does not keep that; its history does.
 *
 * @param from the key of the desk it left
 */
record Forwarding(String from, @Nullable String opinion, Actor by, Instant at) {

    /** Every one up to this version, in order. */
    static List<Forwarding> of(Past past, ReportState report) {
        List<Forwarding> found = new ArrayList<>();
        past.retell(report.reportId(), null, report.version(), step -> add(found, step));
        return found;
    }

    private static void add(List<Forwarding> found, Step step) {
        switch (step.event()) {
            case ReportForwarded(var from, _, var opinion) ->
                    found.add(new Forwarding(from, opinion, step.envelope().by(), step.at()));
            case ReportFinalized(var from, var opinion) ->
                    found.add(new Forwarding(from, opinion, step.envelope().by(), step.at()));
            case ReportOpened _,
                    SectionEvent.SectionEdited _,
                    SectionEvent.SectionSubmitted _,
                    SectionEvent.SectionWithdrawn _,
                    SectionEvent.ReturnItemReplied _,
                    SectionEvent.SectionApproved _,
                    SectionEvent.SectionReturned _,
                    SectionEvent.SectionReviewRestarted _,
                    IndicatorEvent.ActualSubmitted _,
                    IndicatorEvent.ActualCorrected _,
                    RevisionEvent.RevisionRequested _,
                    RevisionEvent.RevisionApproved _,
                    RevisionEvent.RevisionRejected _,
                    RevisionEvent.RevisionWithdrawn _,
                    LineItemEvent.ExpenditureRecorded _ -> {
                // is in the report itself
            }
        }
    }
}
