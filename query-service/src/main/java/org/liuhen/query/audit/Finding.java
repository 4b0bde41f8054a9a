package org.liuhen.query.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actor;

/**
 * Something in a report's history that an auditor looks at twice. Not a fault: a question to ask.
 *
 * @param version of the event that shows it
 * @param sentence in Chinese, with figures and times
 * @param related versions of earlier events that belong to it
 */
@Schema(name = "Finding", description = "值得核查之处：是线索，不是结论")
record Finding(
        String kind,
        long version,
        String eventId,
        Instant at,
        Actor by,
        @Nullable String section,
        @Nullable String indicator,
        @Nullable String lineItem,
        String sentence,
        List<Long> related) {

    Finding {
        related = List.copyOf(related);
    }

    /** The kinds, as clients name them. */
    enum Kind {
        /** 按规则不能发生的事，或办理人当时没有这项职责. */
        IMPOSSIBLE_ACT("impossible-act"),
        /** 完成值已知之后才调整目标值. */
        TARGET_REVISED_AFTER_ACTUAL("target-revised-after-actual"),
        /** 有人审核通过之后数字又变. */
        FIGURE_CHANGED_AFTER_APPROVAL("figure-changed-after-approval"),
        /** 同一人在同一章节的两个环节作决定. */
        DECIDED_TWICE("decided-twice"),
        /** 审核自己在以前的轮次填报过的章节；本轮的，规则不准. */
        DECIDED_OWN_WORK("decided-own-work"),
        /** 到达后很快就作出决定. */
        DECIDED_WITHIN_SECONDS("decided-within-seconds"),
        /** 工作时间以外办理. */
        OUTSIDE_WORKING_HOURS("outside-working-hours"),
        /** 同一章节多次退回. */
        RETURNED_REPEATEDLY("returned-repeatedly");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
