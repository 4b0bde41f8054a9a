package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can have happened to one indicator. */
public sealed interface IndicatorEvent extends ReportEvent {

    String indicator();

    Actual actual();

    @Nullable String explanation();

    /**
     * The first value given, or a new explanation of it.
     *
     * @param reason where the drafter gave one
     */
    record ActualSubmitted(
            String indicator, Actual actual, @Nullable String explanation, @Nullable String reason)
            implements IndicatorEvent {}

    /** A value given before was replaced, for a stated reason. */
    record ActualCorrected(
            String indicator, Actual actual, @Nullable String explanation, String reason)
            implements IndicatorEvent {}
}
