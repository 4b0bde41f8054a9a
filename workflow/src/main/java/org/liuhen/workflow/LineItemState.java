package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** One line of money as it stands; amounts exactly as entered, in {@code unit}. */
@RecordBuilder
public record LineItemState(
        String key,
        String section,
        String name,
        @Nullable String parent,
        @Nullable Relation relation,
        @Nullable String unit,
        @Nullable String initialBudget,
        @Nullable String adjustedBudget,
        @Nullable String executed,
        @Nullable String statedRate)
        implements LineItemStateBuilder.With {

    /**
     * 预算执行率: executed over the adjusted budget, or over the initial one where there is none; per
     * cent with two decimals, half up. Absent where either is, or where the budget is 0.
     */
    public @Nullable String executionRate() {
        String budget = adjustedBudget != null ? adjustedBudget : initialBudget;
        if (budget == null || executed == null) {
            return null;
        }
        BigDecimal base = Decimals.value(budget);
        if (base.signum() == 0) {
            return null;
        }
        return Decimals.value(executed)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(base, 2, RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }

    LineItemCommand.Row row() {
        return new LineItemCommand.Row(initialBudget, adjustedBudget, executed);
    }

    LineItemState recorded(LineItemEvent.ExpenditureRecorded now) {
        return withInitialBudget(now.initialBudget())
                .withAdjustedBudget(now.adjustedBudget())
                .withExecuted(now.executed());
    }
}
