package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;

/**
 * Folds the feed for one reader, remembering the reports it was lately at. What it does not
 * remember, or remembers of a batch that was rolled back, it takes from the past.
 */
public final class Fold {
    private static final int REMEMBERED = 1_000;

    private final Past past;
    private final Cache<String, ReportState> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public Fold(Past past) {
        this.past = past;
    }

    /** The report before and after the event. */
    public Step step(DomainEventMessage<?> message) {
        ReportState before = before(message.getAggregateIdentifier(), message.getSequenceNumber());
        Recorded recorded = Step.recorded(message);
        ReportState after = Report.evolve(before, recorded);
        latest.put(after.reportId(), after);
        return new Step(
                message.getIdentifier(),
                recorded.event(),
                Envelope.of(message.getMetaData()),
                recorded.at(),
                before,
                after);
    }

    private @Nullable ReportState before(String reportId, long version) {
        if (version == 0) {
            return null;
        }
        ReportState remembered = latest.getIfPresent(reportId);
        return remembered != null && remembered.version() == version
                ? remembered
                : past.awaitAt(reportId, version);
    }
}
