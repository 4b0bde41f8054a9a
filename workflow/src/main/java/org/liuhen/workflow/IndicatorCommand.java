package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can be asked of one indicator. */
public sealed interface IndicatorCommand extends ReportCommand {

    String indicator();

    /** An indicator's row of a sheet, as somebody has it before them. */
    record Row(Actual actual, @Nullable String explanation) {}

    /**
     * Gives the value an indicator reached over the year.
     *
     * @param explanation required where {@code actual} has no value
     * @param reason required to change a value once given, also one that was taken back since
     * @param basedOn the row that the editor started from; absent where nobody is to be asked
     */
    record SubmitActual(
            String reportId,
            String indicator,
            Actual actual,
            @Nullable String explanation,
            @Nullable String reason,
            @Nullable Row basedOn)
            implements IndicatorCommand {

        /** Whatever stands there by now. */
        public SubmitActual(
                String reportId,
                String indicator,
                Actual actual,
                @Nullable String explanation,
                @Nullable String reason) {
            this(reportId, indicator, actual, explanation, reason, null);
        }
    }
}
