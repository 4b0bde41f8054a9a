package org.liuhen.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;

/**
 * Tells a report's history again from its stored events, by the rules that decided it, and
 * remembers what each decision was bound to.
 */
public final class Retelling {
    private final List<Told> told = new ArrayList<>();
    private final Upcasting upcasting;
    private @Nullable ReportState state;

    public Retelling() {
        this(Upcasting.present());
    }

    Retelling(Upcasting upcasting) {
        this.upcasting = upcasting;
    }

    /**
     * One event, told again.
     *
     * @param binding what content the event says it is about; absent where it says nothing
     */
    public record Told(
            StoredEvent stored,
            ReportEvent event,
            Actor by,
            Instant at,
            Optional<Binding> binding) {}

    /**
     * What a hand-in or a decision was bound to.
     *
     * @param named the digest in the event
     * @param found the digest of the section's content at that moment, computed anew
     */
    public record Binding(String section, String named, String found) {
        public boolean holds() {
            return named.equals(found);
        }
    }

    /**
     * Goes on with the next event.
     *
     * @throws Malformed where it cannot be read, is not the next one, or does not fit what went
     *     before
     */
    public Told next(StoredEvent stored) {
        long version = stored.version();
        if (version != told.size() + 1L) {
            throw new Malformed("version %d follows version %d".formatted(version, told.size()));
        }
        ReportState before = state;
        Told next = read(stored, before);
        ReportState after = evolved(before, next);
        if (!after.reportId().equals(stored.text("report_id"))) {
            throw new Malformed("it is of report " + after.reportId());
        }
        state = after;
        told.add(next);
        return next;
    }

    /** The rules expect what was decided; what anybody may have written can break any of them. */
    private static ReportState evolved(@Nullable ReportState before, Told next) {
        try {
            return Report.evolve(before, new Recorded(next.event, next.by, next.at));
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

    public List<Told> told() {
        return List.copyOf(told);
    }

    private Told read(StoredEvent stored, @Nullable ReportState before) {
        Recorded fact = recorded(stored);
        try {
            return new Told(
                    stored, fact.event(), fact.by(), fact.at(), binding(fact.event(), before));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * A stored event as the rules know it, by itself.
     *
     * @throws Malformed where it cannot be read
     */
    public Recorded recorded(StoredEvent stored) {
        try {
            ReportEvent event =
                    upcasting.read(
                            stored.text("name"), stored.text("revision"), stored.bytes("payload"));
            Envelope envelope = Envelope.read(stored.bytes("metadata"));
            return new Recorded(event, envelope.by(), Instant.parse(stored.text("recorded_at")));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static Malformed unreadable(RuntimeException e) {
        return new Malformed("it cannot be read: " + e.getMessage());
    }

    private static Optional<Binding> binding(ReportEvent event, @Nullable ReportState before) {
        return switch (event) {
            case SectionSubmitted e -> Optional.of(binding(e.section(), e.digest(), before));
            case SectionApproved e -> Optional.of(binding(e.section(), e.digest(), before));
            case SectionReturned e -> Optional.of(binding(e.section(), e.digest(), before));
            default -> Optional.empty();
        };
    }

    private static Binding binding(String section, String named, @Nullable ReportState before) {
        String found = before == null ? "" : before.section(section).map(before::digest).orElse("");
        return new Binding(section, named, found);
    }
}
