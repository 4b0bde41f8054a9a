package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What an indicator was to reach. Every part may be absent: absence is a fact that is shown.
 *
 * @param value a decimal exactly as entered
 * @param text the target in words, as printed
 */
public record Target(
        @Nullable Operator operator,
        @Nullable String value,
        @Nullable String unit,
        @Nullable String text) {

    /** How the actual is compared with the target. */
    public enum Operator {
        GE,
        LE,
        EQ,
        ABOUT,
        QUALITATIVE
    }
}
