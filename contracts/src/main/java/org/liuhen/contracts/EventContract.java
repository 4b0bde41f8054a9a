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
 * The closed registry of stored events: a stable name and a revision for each class, and no other
 * way from a name in a table or on a wire to a class. A revision that means something else than the
 * one before it has a class of its own, and both stay here, the later one below; earlier revisions
 * without a class are read by {@link Upcasting}.
 *
 * @param name such as {@code section-returned}
 * @param revision counts from 1
 */
public record EventContract(String name, String revision, Class<? extends ReportEvent> type) {
    /** What every stream of the record is a stream of. */
    public static final String STREAM_TYPE = "report";

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
                            "return-item-replied", "1", SectionEvent.ReturnItemReplied.class),
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
            ALL.stream()
                    .collect(
                            Collectors.toMap(
                                    EventContract::name, Function.identity(), (_, later) -> later));

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

    /**
     * The class of the events of that name. Of a name that is not known it is the class of all:
     * such an event is handed to its reader, and fails there when it is looked at.
     */
    public static Class<? extends ReportEvent> typeOf(String name) {
        EventContract contract = BY_NAME.get(name);
        return contract == null ? ReportEvent.class : contract.type();
    }

    /** A stored event that this version of Liuhen does not know. */
    public static final class UnknownContract extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownContract(String message) {
            super(message);
        }
    }
}
