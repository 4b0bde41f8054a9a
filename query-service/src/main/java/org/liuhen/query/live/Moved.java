package org.liuhen.query.live;

import java.util.Set;
import org.liuhen.query.Audience;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;

/**
 * A report that has moved.
 *
 * @param version what every reader shows by now
 * @param asked names of the roles that it has ever asked something of, whatever their department
 */
record Moved(String reportId, long version, Audience audience, Set<String> asked) {

    boolean isSeenBy(Person person) {
        return audience.includes(person);
    }

    /** Whether it may change the inbox of somebody who does not see it. */
    boolean mayAsk(Person person) {
        return person.roles().stream().map(Role::name).anyMatch(asked::contains);
    }
}
