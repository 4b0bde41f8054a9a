package org.liuhen.workflow;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something a report waits for.
 *
 * @param section the section it concerns; absent where it is the whole report
 * @param indicator the indicator whose target is to be ruled on; absent otherwise
 * @param revisionId the request to rule on; absent otherwise
 * @param desk where it lies
 * @param step who is to do it
 * @param since when it came to lie there
 * @param round the section's round; for the whole report, 1
 * @param barred ids of those whom the segregation of duties keeps from it
 */
public record Task(
        Kind kind,
        @Nullable String section,
        @Nullable String indicator,
        @Nullable String revisionId,
        String desk,
        Role step,
        Instant since,
        int round,
        Set<String> barred) {

    public Task {
        barred = Set.copyOf(barred);
    }

    /** What is to be done. */
    public enum Kind {
        WRITE,
        REVIEW,
        FORWARD,
        RULE_ON_REVISION
    }

    /** Tells the tasks of one report apart. */
    public String key() {
        return switch (kind) {
            case WRITE, REVIEW -> "section/" + section;
            case FORWARD -> "forward";
            case RULE_ON_REVISION -> "revision/" + revisionId;
        };
    }

    static Set<String> barredFromReview(SectionState section) {
        Set<String> barred = new TreeSet<>(section.contributors());
        barred.addAll(section.deciders());
        return barred;
    }
}
