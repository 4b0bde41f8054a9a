package org.liuhen.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can have happened to one section. */
public sealed interface SectionEvent extends ReportEvent {

    String section();

    /**
     * The text was saved.
     *
     * @param revision the section's revision from now on
     */
    record SectionEdited(String section, List<Block> blocks, int revision) implements SectionEvent {
        public SectionEdited {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * The section was handed in for review.
     *
     * @param digest of the content handed in
     */
    record SectionSubmitted(String section, int round, String digest, @Nullable String note)
            implements SectionEvent {}

    record SectionWithdrawn(String section, @Nullable String reason) implements SectionEvent {}

    /**
     * The department answered one thing it was to put right; the last answer counts.
     *
     * @param item the item's place in the return, from 0
     */
    record ReturnItemReplied(String section, int round, int item, String text)
            implements SectionEvent {}

    /** One step approved exactly the content of that digest. */
    record SectionApproved(
            String section,
            String desk,
            Role step,
            int round,
            String digest,
            @Nullable String opinion)
            implements SectionEvent {}

    record SectionReturned(
            String section,
            String desk,
            Role step,
            int round,
            String digest,
            String to,
            String reason,
            List<ReturnItem> items)
            implements SectionEvent {
        public SectionReturned {
            items = List.copyOf(items);
        }
    }

    /**
     * The content changed under review, so the desk starts again from its first step.
     *
     * @param revisionId the approved revision that changed it
     */
    record SectionReviewRestarted(String section, String desk, int round, String revisionId)
            implements SectionEvent {}
}
