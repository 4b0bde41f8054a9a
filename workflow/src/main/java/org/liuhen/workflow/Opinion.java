package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decision on a section, as the opinion sheet (审签单) shows it.
 *
 * @param replies what was answered to the items, in the order of the items; at most one to each
 */
@RecordBuilder
public record Opinion(
        Verdict verdict,
        String desk,
        Role step,
        int round,
        String digest,
        @Nullable String text,
        @Nullable String returnedTo,
        List<ReturnItem> items,
        List<Reply> replies,
        Actor by,
        Instant at)
        implements OpinionBuilder.With {

    public Opinion {
        items = List.copyOf(items);
        replies = List.copyOf(replies);
    }

    /** The reply to the item at that place, from 0. */
    public Optional<Reply> replyTo(int item) {
        return replies.stream().filter(reply -> reply.item() == item).findFirst();
    }

    /** With this reply, in the place of an earlier one to the same item. */
    Opinion replied(Reply reply) {
        List<Reply> all = new ArrayList<>(replies);
        all.removeIf(each -> each.item() == reply.item());
        all.add(reply);
        all.sort(Comparator.comparingInt(Reply::item));
        return withReplies(all);
    }

    public enum Verdict {
        APPROVED,
        RETURNED
    }
}
