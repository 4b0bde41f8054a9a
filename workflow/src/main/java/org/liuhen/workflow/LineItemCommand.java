package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can be asked of one line of money. */
public sealed interface LineItemCommand extends ReportCommand {

    String lineItem();

    /** Amounts are decimals exactly as entered, in the line's unit; absent is allowed. */
    record RecordExpenditure(
            String reportId,
            String lineItem,
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed,
            @Nullable String reason)
            implements LineItemCommand {}
}
