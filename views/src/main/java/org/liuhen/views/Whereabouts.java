package org.liuhen.views;

import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Position;
import org.liuhen.workflow.Role;

/**
 * A section's position as clients read it.
 *
 * @param state DRAFT, RETURNED, IN_REVIEW, APPROVED or CLEARED
 * @param desk where it is under review or approved
 * @param step whose decision it waits for
 */
public record Whereabouts(String state, @Nullable String desk, @Nullable Role step) {

    public static Whereabouts of(Position position) {
        return switch (position) {
            case Position.Draft _ -> new Whereabouts("DRAFT", null, null);
            case Position.Returned _ -> new Whereabouts("RETURNED", null, null);
            case Position.InReview(var desk, var step) -> new Whereabouts("IN_REVIEW", desk, step);
            case Position.Approved(var desk) -> new Whereabouts("APPROVED", desk, null);
            case Position.Cleared _ -> new Whereabouts("CLEARED", null, null);
        };
    }
}
