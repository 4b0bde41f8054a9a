package org.liuhen.seal;

import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Fact;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;

/** Tells a report's history again from its stored events, by the rules that decided it. */
public final class Retelling {
    private final Upcasting upcasting;
    private @Nullable ReportState state;
    private long version;

    public Retelling() {
        this(Upcasting.present());
    }

    Retelling(Upcasting upcasting) {
        this.upcasting = upcasting;
    }

    /**
     * One event, told again.
     *
     * @param command what names the command it came of, the same for all events of one
     */
    public record Told(StoredEvent stored, Recorded fact, String command) {}

    /**
     * Goes on with the next event.
     *
     * @throws Malformed where it cannot be read, is not the next one, or does not fit what went
     *     before
     */
    public Told next(StoredEvent stored) {
        if (stored.version() != version + 1) {
            throw new Malformed(
                    "version %d follows version %d".formatted(stored.version(), version));
        }
        Told next = told(stored);
        ReportState after = evolved(state, next.fact);
        if (!after.reportId().equals(stored.text("report_id"))) {
            throw new Malformed("it is of report " + after.reportId());
        }
        state = after;
        version++;
        return next;
    }

    /** The rules expect what was decided; what anybody may have written can break any of them. */
    private static ReportState evolved(@Nullable ReportState before, Recorded next) {
        try {
            return Report.evolve(before, next);
        } catch (RuntimeException e) {
            throw new Malformed("it does not fit what went before: " + e.getMessage());
        }
    }

    /** The report after the last event. */
    public ReportState state() {
        if (state == null) {
            throw new Malformed("there is no event");
        }
        return state;
    }

    /** The report after the last event; absent where none was told yet. */
    public @Nullable ReportState before() {
        return state;
    }

    /** How many events were told. */
    public long version() {
        return version;
    }

    /**
     * A stored event as the rules know it, by itself.
     *
     * @throws Malformed where it cannot be read
     */
    public Recorded recorded(StoredEvent stored) {
        return told(stored).fact;
    }

    private Told told(StoredEvent stored) {
        try {
            Fact fact =
                    Fact.read(
                            upcasting,
                            stored.text("name"),
                            stored.text("revision"),
                            stored.text("recorded_at"),
                            stored.bytes("payload"),
                            stored.bytes("metadata"));
            return new Told(stored, fact.recorded(), fact.envelope().causationId());
        } catch (RuntimeException e) {
            throw new Malformed("it cannot be read: " + e.getMessage());
        }
    }
}
