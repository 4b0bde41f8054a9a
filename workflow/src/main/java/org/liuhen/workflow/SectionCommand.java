package org.liuhen.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of one section. */
public sealed interface SectionCommand extends ReportCommand {

    String section();

    /** Decided by whoever the present step names. */
    sealed interface Review extends SectionCommand {
        /** The digest of what the reviewer was shown. */
        @Nullable String digest();
    }

    /**
     * Saves a new text of the section.
     *
     * @param basedOn the section's revision that the editor started from
     */
    record EditSection(String reportId, String section, List<Block> blocks, int basedOn)
            implements SectionCommand {
        public EditSection {
            blocks = List.copyOf(blocks);
        }
    }

    record SubmitSection(String reportId, String section, @Nullable String note)
            implements SectionCommand {}

    record WithdrawSection(String reportId, String section, @Nullable String reason)
            implements SectionCommand {}

    /**
     * Answers one thing that was to be put right, or answers it anew.
     *
     * @param round the section's round in which the item was read
     * @param item the item's place in the return, from 0
     */
    record ReplyToReturnItem(
            String reportId, String section, int round, int item, @Nullable String text)
            implements SectionCommand {}

    record ApproveSection(
            String reportId, String section, @Nullable String digest, @Nullable String opinion)
            implements Review {}

    /**
     * Sends the section back, with what is to be put right.
     *
     * @param to {@link Desk#DRAFTER} or a desk's key
     */
    record ReturnSection(
            String reportId,
            String section,
            @Nullable String digest,
            @Nullable String to,
            @Nullable String reason,
            List<ReturnItem> items)
            implements Review {
        public ReturnSection {
            items = List.copyOf(items);
        }
    }
}
