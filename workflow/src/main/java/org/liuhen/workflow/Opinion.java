package org.liuhen.workflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decision on a section, as the opinion sheet (审签单) shows it. */
public record Opinion(
        Verdict verdict,
        String desk,
        Role step,
        int round,
        String digest,
        @Nullable String text,
        @Nullable String returnedTo,
        List<ReturnItem> items,
        Actor by,
        Instant at) {

    public Opinion {
        items = List.copyOf(items);
    }

    public enum Verdict {
        APPROVED,
        RETURNED
    }
}
