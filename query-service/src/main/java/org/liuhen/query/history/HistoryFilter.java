package org.liuhen.query.history;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Parameters;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.contracts.EventContract;
import org.liuhen.workflow.ReportState;

/** Which entries of a trail to show; what is not given narrows nothing. */
record HistoryFilter(
        @Parameter(description = "章节编号", example = "2.2") @Nullable String section,
        @Parameter(description = "指标编号", example = "ind-01") @Nullable String indicator,
        @Parameter(description = "资金项目编号", example = "li-total") @Nullable String lineItem,
        @Parameter(description = "人员编号（actor.id）或账号名") @Nullable String actor,
        @Parameter(description = "事项", example = "section-returned") @Nullable String type,
        @Parameter(description = "自何时起（含），RFC 3339", example = "2024-03-01T00:00:00+08:00")
                @Nullable String from,
        @Parameter(description = "至何时止（不含），RFC 3339", example = "2024-04-01T00:00:00+08:00")
                @Nullable String to) {

    static final HistoryFilter ALL = new HistoryFilter(null, null, null, null, null, null, null);

    /**
     * From when on.
     *
     * @throws Problem {@code malformed} where it is no time
     */
    Optional<Instant> begins() {
        return Optional.ofNullable(from).map(given -> Parameters.time("from", given));
    }

    /**
     * Refuses what this report cannot have: an auditor who misspells a key must not read that
     * nothing happened.
     *
     * @throws Problem {@code malformed} or {@code not-found}
     */
    void requireToFit(ReportState report) {
        Parameters.oneOf(
                "type", type, EventContract.all().stream().map(EventContract::name).toList());
        Parameters.inOrder(begins().orElse(null), ends().orElse(null));
        requireOneOf(report.sections().keySet(), section, "章节");
        requireOneOf(report.indicators().keySet(), indicator, "指标");
        requireOneOf(report.lineItems().keySet(), lineItem, "资金项目");
    }

    private static void requireOneOf(Set<String> keys, @Nullable String key, String what) {
        if (key != null && !keys.contains(key)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "报告中没有编号为“%s”的%s，请核对后重试。".formatted(key, what));
        }
    }

    /** The same with an account's name read as the person it belongs to. */
    HistoryFilter withActor(@Nullable String id) {
        return new HistoryFilter(section, indicator, lineItem, id, type, from, to);
    }

    boolean isOfPeriod() {
        return from != null || to != null;
    }

    /** Until when, that moment excluded. */
    Optional<Instant> ends() {
        return Optional.ofNullable(to).map(given -> Parameters.time("to", given));
    }
}
