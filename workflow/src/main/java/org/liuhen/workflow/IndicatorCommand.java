package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can be asked of one indicator. */
public sealed interface IndicatorCommand extends ReportCommand {

    String indicator();

    /**
     * Gives the value an indicator reached over the year.
     *
     * @param explanation required where {@code actual} has no value
     * @param reason required to change a value once given, also one that was taken back since
     */
    record SubmitActual(
            String reportId,
            String indicator,
            Actual actual,
            @Nullable String explanation,
            @Nullable String reason)
            implements IndicatorCommand {}
}
