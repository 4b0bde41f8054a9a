package org.liuhen.workflow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the rules. A report is decided, and decided again, by the version it was opened
 * under. A version that has shipped is never changed or removed: new rules are a new version.
 */
enum Rules {
    /** {@link Report#decide} as it is. */
    FIRST;

    private Route route() {
        return switch (this) {
            case FIRST -> Route.SELF_EVALUATION;
        };
    }

    /** The version a report of this route was opened under; the first where no version has it. */
    static Rules of(Route pinned) {
        return Arrays.stream(values())
                .filter(rules -> rules.route().equals(pinned))
                .findFirst()
                .orElse(FIRST);
    }

    /**
     * Decides a command.
     *
     * @throws Refused where these rules forbid it
     */
    Report.Decision decide(@Nullable ReportState report, Person person, ReportCommand command) {
        return switch (this) {
            case FIRST -> Report.decide(report, person, command);
        };
    }
}
