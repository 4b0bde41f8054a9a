package org.liuhen.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Asks for the rows that are valid now, or were at a moment. */
public final class AsOf {
    private static final String NOW = "valid_to = 'infinity'";
    private static final String THEN = "tstzrange(valid_from, valid_to) @> :at::timestamptz";

    private AsOf() {}

    /** Of rows valid at a moment, which is the parameter {@code at}; absent means now. */
    public static String condition(@Nullable Instant at) {
        return at == null ? NOW : THEN;
    }

    /** The moment as a parameter. */
    public static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
