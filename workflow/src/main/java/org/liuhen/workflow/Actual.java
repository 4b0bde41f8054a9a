package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What an indicator reached (全年完成值).
 *
 * @param value a decimal exactly as entered
 */
public record Actual(@Nullable String value, @Nullable String unit) {}
