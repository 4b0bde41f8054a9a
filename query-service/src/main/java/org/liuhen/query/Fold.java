package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.liuhen.views.Step;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;

/**
 * Folds the feed for one reader. What a batch makes of its reports is held until the batch ends,
 * for nobody else can see it yet; then the reports it was lately at are remembered, and others are
 * taken from the past.
 */
public final class Fold {
    private final Past past;
    private final Cache<String, ReportState> latest = Remembered.states();

    public Fold(Past past) {
        this.past = past;
        past.whenForgetting(latest::invalidate);
    }

    /** The report before and after the event. */
    public Step step(Stored event) {
        Map<String, ReportState> ofBatch = ofBatch();
        String reportId = event.reportId();
        long version = event.version() - 1;
        ReportState before = version == 0 ? null : before(ofBatch, reportId, version);
        ReportState after = Report.evolve(before, event.recorded());
        ofBatch.put(reportId, after);
        return event.step(before, after);
    }

    /** What is remembered beside the tables, which may have changed. */
    void forget() {
        latest.invalidateAll();
    }

    private ReportState before(Map<String, ReportState> ofBatch, String reportId, long version) {
        ReportState known = ofBatch.get(reportId);
        if (known == null) {
            known = latest.getIfPresent(reportId);
        }
        return known != null && known.version() == version
                ? known
                : past.awaitAt(reportId, version);
    }

    /** Forgotten when the batch is rolled back. */
    private Map<String, ReportState> ofBatch() {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        return batch.getOrComputeResource(
                "states of " + System.identityHashCode(this),
                _ -> {
                    Map<String, ReportState> states = new HashMap<>();
                    batch.afterCommit(_ -> latest.putAll(states));
                    return states;
                });
    }
}
