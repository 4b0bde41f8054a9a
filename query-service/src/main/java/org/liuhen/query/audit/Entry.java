package org.liuhen.query.audit;

import java.time.Instant;
import org.liuhen.views.Step;
import org.liuhen.workflow.Actor;

/** Where in history something stands, and who did it. */
record Entry(long version, String eventId, Instant at, Actor by) {
    static Entry of(Step step) {
        return new Entry(step.version(), step.eventId(), step.at(), step.envelope().by());
    }
}
