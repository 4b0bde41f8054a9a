package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can be asked of one line of money. */
public sealed interface LineItemCommand extends ReportCommand {

    String lineItem();

    /** A line's row of a sheet, as somebody has it before them. */
    record Row(
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed) {}

    /**
     * Amounts are decimals exactly as entered, in the line's unit; absent is allowed.
     *
     * @param basedOn the row that the editor started from; absent where nobody is to be asked
     */
    record RecordExpenditure(
            String reportId,
            String lineItem,
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed,
            @Nullable String reason,
            @Nullable Row basedOn)
            implements LineItemCommand {

        /** Whatever stands there by now. */
        public RecordExpenditure(
                String reportId,
                String lineItem,
                @Nullable String initialBudget,
                @Nullable String adjustedBudget,
                @Nullable String executed,
                @Nullable String reason) {
            this(reportId, lineItem, initialBudget, adjustedBudget, executed, reason, null);
        }
    }
}
