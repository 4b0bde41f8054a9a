package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of one indicator's target, with what became of it.
 *
 * @param requestedBy who asked, and may withdraw
 * @param settledBy who approved, rejected or withdrew it
 */
@RecordBuilder
public record RevisionState(
        String id,
        Target target,
        String reason,
        String basis,
        Status status,
        Actor requestedBy,
        Instant requestedAt,
        @Nullable Actor settledBy,
        @Nullable Instant settledAt,
        @Nullable String settledReason)
        implements RevisionStateBuilder.With {

    public enum Status {
        OPEN,
        APPROVED,
        REJECTED,
        WITHDRAWN
    }

    RevisionState settled(Status as, Recorded recorded, @Nullable String why) {
        return withStatus(as)
                .withSettledBy(recorded.by())
                .withSettledAt(recorded.at())
                .withSettledReason(why);
    }
}
