package org.liuhen.views.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.Step;
import tools.jackson.core.type.TypeReference;

/**
 * One stretch of a report's life at one desk.
 *
 * @param stage the desk, or final
 * @param since when the report came there; it was there until the next stay began
 */
@Schema(name = "Stay", description = "报告到达一个环节；下一个环节的 since 即为离开的时刻")
public record Stay(String stage, Instant since) {

    /** Those before an event, and one more where the event moved the report. */
    static List<Stay> after(List<Stay> before, Step step) {
        return after(before, step.after().stage(), step.at());
    }

    /** As a line of the board has them. */
    public static List<Stay> read(String json) {
        return ContractJson.mapper().readValue(json, new TypeReference<List<Stay>>() {});
    }

    static List<Stay> after(List<Stay> before, String stage, Instant at) {
        if (!before.isEmpty() && before.getLast().stage().equals(stage)) {
            return before;
        }
        List<Stay> all = new ArrayList<>(before);
        all.add(new Stay(stage, at));
        return List.copyOf(all);
    }
}
