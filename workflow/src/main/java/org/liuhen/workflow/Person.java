package org.liuhen.workflow;

import java.util.Set;

/**
 * Who is signed in: one natural person with every role held now.
 *
 * @param id stays the same for life, whatever the account's name becomes
 */
public record Person(
        String id, String name, Organisation organisation, String post, Set<Role> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }

    /** The same person as history will show them: in the one role they acted in. */
    public Actor as(Role role) {
        return new Actor(id, name, organisation, post, role);
    }
}
