package org.liuhen.contracts;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.LineItemEvent;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.RevisionEvent;
import org.liuhen.workflow.SectionEvent;

/**
 * The closed registry of stored events: a stable name and revision for each class, and no other way
 * from a name in a table or on a wire to a class.
 *
 * @param name such as {@code section-returned}
 * @param revision counts from 1
 */
public record EventContract(String name, String revision, Class<? extends ReportEvent> type) {

    // spotless:off
    private static final List<EventContract> ALL =
            List.of(
                    new EventContract("report-opened", "1", ReportEvent.ReportOpened.class),
                    new EventContract("report-forwarded", "1", ReportEvent.ReportForwarded.class),
                    new EventContract("report-finalized", "1", ReportEvent.ReportFinalized.class),
                    new EventContract("section-edited", "1", SectionEvent.SectionEdited.class),
                    new EventContract(
                            "section-submitted", "1", SectionEvent.SectionSubmitted.class),
                    new EventContract(
                            "section-withdrawn", "1", SectionEvent.SectionWithdrawn.class),
                    new EventContract("section-approved", "1", SectionEvent.SectionApproved.class),
                    new EventContract("section-returned", "1", SectionEvent.SectionReturned.class),
                    new EventContract(
                            "section-review-restarted",
                            "1",
                            SectionEvent.SectionReviewRestarted.class),
                    new EventContract(
                            "actual-submitted", "1", IndicatorEvent.ActualSubmitted.class),
                    new EventContract(
                            "actual-corrected", "1", IndicatorEvent.ActualCorrected.class),
                    new EventContract(
                            "revision-requested", "1", RevisionEvent.RevisionRequested.class),
                    new EventContract(
                            "revision-approved", "1", RevisionEvent.RevisionApproved.class),
                    new EventContract(
                            "revision-rejected", "1", RevisionEvent.RevisionRejected.class),
                    new EventContract(
                            "revision-withdrawn", "1", RevisionEvent.RevisionWithdrawn.class),
                    new EventContract(
                            "expenditure-recorded", "1", LineItemEvent.ExpenditureRecorded.class));
    // spotless:on

    private static final Map<Class<?>, EventContract> BY_TYPE =
            ALL.stream().collect(Collectors.toMap(EventContract::type, Function.identity()));
    private static final Map<String, EventContract> BY_NAME =
            ALL.stream().collect(Collectors.toMap(c -> key(c.name, c.revision), c -> c));

    public static List<EventContract> all() {
        return ALL;
    }

    /** The contract under which an event of this class is stored. */
    public static EventContract of(Class<?> type) {
        EventContract contract = BY_TYPE.get(type);
        if (contract == null) {
            throw new UnknownContract("no contract for " + type.getName());
        }
        return contract;
    }

    /** The contract of that name and revision. */
    public static EventContract named(String name, String revision) {
        EventContract contract = BY_NAME.get(key(name, revision));
        if (contract == null) {
            throw new UnknownContract("no event contract " + name + " revision " + revision);
        }
        return contract;
    }

    private static String key(String name, String revision) {
        return name + '/' + revision;
    }

    /** A stored event that this version of Liuhen does not know. */
    public static final class UnknownContract extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownContract(String message) {
            super(message);
        }
    }
}
