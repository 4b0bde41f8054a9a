package org.liuhen.query.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Role;

/**
 * One decision, the content it was bound to, and what became of that content.
 *
 * @param version the report's version after it
 * @param shownVersion the version that holds exactly what was decided on: the report as it was when
 *     the decision was taken
 * @param section absent where the whole report was moved on
 * @param desk absent for rulings on a target, which are given wherever the report is
 * @param digest of the section's content, as the decision named it; absent where it named none
 * @param digestNow of the section's content as it stands now
 * @param contentChanged since: of a section its content, of a ruling the target, of the whole
 *     report the content of any section
 * @param superseded whether a later return or a restarted review has made it count no more
 * @param opinion in the words of who decided
 */
@Schema(name = "Decision", description = "一次决定：何人何时、所见版本与内容摘要、此后内容有无变化")
record Decision(
        long version,
        String eventId,
        Instant at,
        Actor by,
        Kind kind,
        @Nullable String section,
        @Nullable String indicator,
        @Nullable String revisionId,
        @Nullable String desk,
        Role step,
        @Nullable Integer round,
        long shownVersion,
        @Nullable String digest,
        @Nullable String digestNow,
        boolean contentChanged,
        boolean superseded,
        @Nullable String opinion) {

    /** What was decided. */
    enum Kind {
        APPROVED,
        RETURNED,
        FORWARDED,
        FINALIZED,
        REVISION_APPROVED,
        REVISION_REJECTED
    }
}
