package org.liuhen.workflow;

import java.util.List;

/**
 * One institution on the way.
 *
 * @param key stable name, such as {@code FINANCE_BUREAU}
 * @param title what people call it
 * @param steps who decides there, in order; the last one also forwards the report
 * @param returnsTo where a section may be sent back to: {@link #DRAFTER} or an earlier desk's key
 */
public record Desk(String key, String title, List<Role> steps, List<String> returnsTo) {

    /** Where a returned section is opened for editing. */
    public static final String DRAFTER = "DRAFTER";

    public Desk {
        steps = List.copyOf(steps);
        returnsTo = List.copyOf(returnsTo);
    }

    /** Who moves the whole report past this desk. */
    public Role forwarder() {
        return steps.getLast();
    }
}
