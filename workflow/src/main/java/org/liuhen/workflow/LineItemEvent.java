package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/** What can have happened to one line of money. */
public sealed interface LineItemEvent extends ReportEvent {

    String lineItem();

    record ExpenditureRecorded(
            String lineItem,
            @Nullable String initialBudget,
            @Nullable String adjustedBudget,
            @Nullable String executed,
            @Nullable String reason)
            implements LineItemEvent {}
}
