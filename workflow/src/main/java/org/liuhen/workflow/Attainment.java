package org.liuhen.workflow;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an indicator reached its target, computed and never taken from what the paper claims. */
public enum Attainment {
    ATTAINED,
    NOT_ATTAINED,
    /** No figure on one side, units differ, or the target cannot be tested (约, 定性). */
    UNVERIFIABLE;

    public static Attainment of(@Nullable Target target, @Nullable Actual actual) {
        if (target == null
                || actual == null
                || target.operator() == null
                || target.value() == null
                || actual.value() == null
                || !Objects.equals(target.unit(), actual.unit())) {
            return UNVERIFIABLE;
        }
        BigDecimal reached = Decimals.value(actual.value());
        int compared = reached.compareTo(Decimals.value(target.value()));
        return switch (target.operator()) {
            case GE -> attained(compared >= 0);
            case LE -> attained(compared <= 0);
            case EQ -> attained(compared == 0);
            case ABOUT, QUALITATIVE -> UNVERIFIABLE;
        };
    }

    private static Attainment attained(boolean yes) {
        return yes ? ATTAINED : NOT_ATTAINED;
    }
}
