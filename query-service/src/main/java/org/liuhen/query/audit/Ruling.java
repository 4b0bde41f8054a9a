package org.liuhen.query.audit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Step;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.IndicatorState;
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
import org.liuhen.workflow.Target;

/** A decision as it was taken, bound to the content of its time. */
sealed interface Ruling {

    Entry entry();

    /** The decision, seen from the report as it stands now. */
    Decision seenFrom(Present now);

    /** Of which section it is; absent where it is of the whole report. */
    @Nullable String section();

    /** The decision that an event is, if it is one. */
    static Optional<Ruling> of(Step step) {
        Entry entry = Entry.of(step);
        return Optional.ofNullable(
                switch (step.event()) {
                    case SectionApproved e ->
                            new OnSection(
                                    entry,
                                    Decision.Kind.APPROVED,
                                    e.section(),
                                    e.desk(),
                                    e.round(),
                                    e.digest(),
                                    e.opinion());
                    case SectionReturned e ->
                            new OnSection(
                                    entry,
                                    Decision.Kind.RETURNED,
                                    e.section(),
                                    e.desk(),
                                    e.round(),
                                    e.digest(),
                                    e.reason());
                    case ReportForwarded e ->
                            new OnReport(
                                    entry,
                                    Decision.Kind.FORWARDED,
                                    e.from(),
                                    OnReport.digests(step.after()),
                                    e.opinion());
                    case ReportFinalized e ->
                            new OnReport(
                                    entry,
                                    Decision.Kind.FINALIZED,
                                    e.from(),
                                    OnReport.digests(step.after()),
                                    e.opinion());
                    case RevisionApproved e ->
                            new OnTarget(
                                    entry,
                                    Decision.Kind.REVISION_APPROVED,
                                    OnTarget.of(step.after(), e.indicator()).section(),
                                    e.indicator(),
                                    e.revisionId(),
                                    OnTarget.of(step.after(), e.indicator()).target(),
                                    e.reason());
                    case RevisionRejected e ->
                            new OnTarget(
                                    entry,
                                    Decision.Kind.REVISION_REJECTED,
                                    OnTarget.of(step.after(), e.indicator()).section(),
                                    e.indicator(),
                                    e.revisionId(),
                                    OnTarget.of(step.after(), e.indicator()).target(),
                                    e.reason());
                    // what is no decision binds nobody to anything
                    case ReportOpened _,
                            SectionEdited _,
                            SectionSubmitted _,
                            SectionWithdrawn _,
                            ReturnItemReplied _,
                            SectionReviewRestarted _,
                            IndicatorEvent.ActualSubmitted _,
                            IndicatorEvent.ActualCorrected _,
                            RevisionRequested _,
                            RevisionWithdrawn _,
                            LineItemEvent.ExpenditureRecorded _ ->
                            null;
                });
    }

    /** Approved or returned, naming the digest of what was shown. */
    record OnSection(
            Entry entry,
            Decision.Kind kind,
            String section,
            String desk,
            int round,
            String digest,
            @Nullable String opinion)
            implements Ruling {

        @Override
        public Decision seenFrom(Present now) {
            String digestNow = now.digest(section);
            return new Decision(
                    entry.version(),
                    entry.eventId(),
                    entry.at(),
                    entry.by(),
                    kind,
                    section,
                    null,
                    null,
                    desk,
                    entry.by().role(),
                    round,
                    entry.version() - 1,
                    digest,
                    digestNow,
                    !digest.equals(digestNow),
                    now.record(section).isSuperseded(this),
                    opinion);
        }
    }

    /** A change of target, approved or rejected; {@code target} is in force after it. */
    record OnTarget(
            Entry entry,
            Decision.Kind kind,
            String section,
            String indicator,
            String revisionId,
            @Nullable Target target,
            @Nullable String reason)
            implements Ruling {

        static IndicatorState of(ReportState report, String indicator) {
            return report.indicator(indicator).orElseThrow();
        }

        @Override
        public Decision seenFrom(Present now) {
            return new Decision(
                    entry.version(),
                    entry.eventId(),
                    entry.at(),
                    entry.by(),
                    kind,
                    section,
                    indicator,
                    revisionId,
                    null,
                    entry.by().role(),
                    null,
                    entry.version() - 1,
                    null,
                    null,
                    !Objects.equals(target, of(now.report(), indicator).target()),
                    false,
                    reason);
        }
    }

    /** The whole report moved on, with these contents of its sections. */
    record OnReport(
            Entry entry,
            Decision.Kind kind,
            String desk,
            Map<String, String> digests,
            @Nullable String opinion)
            implements Ruling {

        @Override
        public @Nullable String section() {
            return null;
        }

        static Map<String, String> digests(ReportState report) {
            return report.sections().values().stream()
                    .collect(Collectors.toMap(SectionState::key, report::digest));
        }

        @Override
        public Decision seenFrom(Present now) {
            return new Decision(
                    entry.version(),
                    entry.eventId(),
                    entry.at(),
                    entry.by(),
                    kind,
                    null,
                    null,
                    null,
                    desk,
                    entry.by().role(),
                    null,
                    entry.version() - 1,
                    null,
                    null,
                    !digests.equals(now.digests()),
                    false,
                    opinion);
        }
    }
}
