package org.liuhen.query.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Step;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.Objection;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Reperformance;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.RevisionEvent;
import org.liuhen.workflow.SectionEvent;

/**
 * What the rules would not have let happen, or not by somebody in that role. That something should
 * have followed the latest event by itself is found when another event has come instead.
 */
final class DecidedAgain {
    private final Reperformance again;
    private @Nullable Step last;

    /** Roles are those the account history knows; where it knows none, those the events name. */
    DecidedAgain(AccountHistory accounts) {
        this.again = new Reperformance(accounts);
    }

    /** Reads the next event. */
    List<Finding> read(Step step) {
        List<Finding> findings = new ArrayList<>();
        Recorded fact = new Recorded(step.event(), step.envelope().by(), step.at());
        for (Objection objection : again.next(step.before(), fact, step.envelope().causationId())) {
            findings.add(
                    finding(
                            last != null && last.version() == objection.version() ? last : step,
                            objection));
        }
        last = step;
        return findings;
    }

    private static Finding finding(Step step, Objection objection) {
        ReportEvent event = step.event();
        return new Finding(
                Finding.Kind.IMPOSSIBLE_ACT.text(),
                step.version(),
                step.eventId(),
                step.at(),
                objection.by(),
                event instanceof SectionEvent e ? e.section() : null,
                indicator(event),
                event instanceof LineItemEvent e ? e.lineItem() : null,
                sentence(objection),
                List.of());
    }

    private static @Nullable String indicator(ReportEvent event) {
        return switch (event) {
            case IndicatorEvent e -> e.indicator();
            case RevisionEvent e -> e.indicator();
            case SectionEvent.SectionEdited _,
                    SectionEvent.SectionSubmitted _,
                    SectionEvent.SectionWithdrawn _,
                    SectionEvent.ReturnItemReplied _,
                    SectionEvent.SectionApproved _,
                    SectionEvent.SectionReturned _,
                    SectionEvent.SectionReviewRestarted _,
                    LineItemEvent.ExpenditureRecorded _,
                    ReportEvent.ReportOpened _,
                    ReportEvent.ReportForwarded _,
                    ReportEvent.ReportFinalized _ ->
                    null;
        };
    }

    private static String sentence(Objection objection) {
        String role = objection.by().role().title();
        return objection.kind() == Objection.Kind.REFUSED
                ? "以%s身份如此办理，规则的答复是“%s”".formatted(role, objection.sentence())
                : "以%s身份办理：%s".formatted(role, objection.sentence());
    }
}
