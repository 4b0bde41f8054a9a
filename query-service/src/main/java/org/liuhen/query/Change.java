package org.liuhen.query;

import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two versions of a report.
 *
 * @param path such as {@code indicators/ind-17/actual/value}
 * @param before as entered; absent where there was none
 * @param after as entered; absent where there is none any more
 */
public record Change(String path, @Nullable String before, @Nullable String after) {}
