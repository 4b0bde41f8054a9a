package org.liuhen.command;

import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Refused;

/** What came of a command. */
public sealed interface Outcome {

    /**
     * It was carried out and recorded.
     *
     * @param version the report's number of events after it
     * @param revisionId of the revision it made, where it made one
     */
    record Accepted(String reportId, long version, @Nullable String revisionId)
            implements Outcome {}

    /**
     * A rule forbade it. A value and no exception: thrown through the unit of work it would throw
     * the report out of the cache.
     *
     * @param version the report's number of events when it was decided
     */
    record Declined(String reportId, long version, Refused refusal) implements Outcome {}
}
