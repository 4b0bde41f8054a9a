package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can have happened to a proposed change of target. */
public sealed interface RevisionEvent extends ReportEvent {

    String indicator();

    String revisionId();

    record RevisionRequested(
            String indicator, String revisionId, Target target, String reason, String basis)
            implements RevisionEvent {}

    /** The proposed target is the target from now on; the original stays visible. */
    record RevisionApproved(String indicator, String revisionId, @Nullable String reason)
            implements RevisionEvent {}

    record RevisionRejected(String indicator, String revisionId, String reason)
            implements RevisionEvent {}

    record RevisionWithdrawn(String indicator, String revisionId, @Nullable String reason)
            implements RevisionEvent {}
}
