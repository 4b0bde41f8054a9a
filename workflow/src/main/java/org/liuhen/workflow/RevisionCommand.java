package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked about changing an indicator's target.
 *
 * <p>财预〔2015〕88号 art. 27–28: a target once approved is not changed at will; whoever approved it
 * approves the change.
 */
public sealed interface RevisionCommand extends ReportCommand {

    String indicator();

    String revisionId();

    /** Given by the authority that approved the target. */
    sealed interface Ruling extends RevisionCommand {}

    /**
     * Asks for another target.
     *
     * @param basis the document it rests on
     */
    record RequestRevision(
            String reportId,
            String indicator,
            String revisionId,
            Target target,
            @Nullable String reason,
            @Nullable String basis)
            implements RevisionCommand {}

    record ApproveRevision(
            String reportId, String indicator, String revisionId, @Nullable String reason)
            implements Ruling {}

    record RejectRevision(
            String reportId, String indicator, String revisionId, @Nullable String reason)
            implements Ruling {}

    record WithdrawRevision(
            String reportId, String indicator, String revisionId, @Nullable String reason)
            implements RevisionCommand {}
}
