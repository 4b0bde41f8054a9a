package org.liuhen.query.history;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;

/** Which entries of a trail to show; what is not given narrows nothing. */
record HistoryFilter(
        @Parameter(description = "章节编号", example = "2.2") @Nullable String section,
        @Parameter(description = "指标编号", example = "ind-01") @Nullable String indicator,
        @Parameter(description = "资金项目编号", example = "li-total") @Nullable String lineItem,
        @Parameter(description = "人员编号，即 actor.id") @Nullable String actor,
        @Parameter(description = "事项", example = "section-returned") @Nullable String type,
        @Parameter(description = "自何时起（含），RFC 3339", example = "2024-03-01T00:00:00+08:00")
                @Nullable String from,
        @Parameter(description = "至何时止（不含），RFC 3339", example = "2024-04-01T00:00:00+08:00")
                @Nullable String to) {

    static final HistoryFilter ALL = new HistoryFilter(null, null, null, null, null, null, null);

    /**
     * From when on.
     *
     * @throws org.liuhen.access.Problem {@code malformed} where it is no time
     */
    Optional<Instant> begins() {
        return Optional.ofNullable(from).map(given -> Parameters.time("from", given));
    }

    boolean isOfPeriod() {
        return from != null || to != null;
    }

    /** Until when, that moment excluded. */
    Optional<Instant> ends() {
        return Optional.ofNullable(to).map(given -> Parameters.time("to", given));
    }
}
