package org.liuhen.query.audit;

import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Target;

/** Figures in the words of a finding. */
final class Figures {
    private static final String NOTHING = "空";

    private Figures() {}

    static String told(@Nullable Actual actual) {
        return actual == null || actual.value() == null
                ? NOTHING
                : actual.value() + told(actual.unit(), "");
    }

    /** Whatever makes it another target: how it is compared, figure, unit and words. */
    static String told(@Nullable Target target) {
        if (target == null) {
            return NOTHING;
        }
        Target.Operator operator = target.operator();
        String figure =
                operator == null
                        ? ""
                        : sign(operator) + told(target.value(), "") + told(target.unit(), "");
        String text = target.text() == null ? "" : "“" + target.text() + "”";
        return figure.isEmpty() && text.isEmpty() ? NOTHING : figure + text;
    }

    private static String sign(Target.Operator operator) {
        return switch (operator) {
            case GE -> "≥";
            case LE -> "≤";
            case EQ -> "=";
            case ABOUT -> "约";
            case QUALITATIVE -> "";
        };
    }

    static String told(@Nullable String value) {
        return told(value, NOTHING);
    }

    private static String told(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
