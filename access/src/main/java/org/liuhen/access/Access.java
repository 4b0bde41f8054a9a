package org.liuhen.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;

/** Who may call an endpoint. What they may do there, the rules of the report decide. */
public sealed interface Access {
    /** Everyone, signed in or not. */
    Access PUBLIC = new Anyone();

    /** Everyone who is signed in. */
    Access SIGNED_IN = new AnyPerson();

    /**
     * Whoever reaches the management port, for the network in front of it lets nobody else; on the
     * other port such an endpoint is not there.
     */
    Access OPERATORS = new AnyOperator();

    /** Whoever holds one of these roles. */
    static Access roles(Role first, Role... more) {
        return new Holders(EnumSet.of(first, more));
    }

    boolean admits(Optional<Person> person);

    /** {@link #PUBLIC}. */
    record Anyone() implements Access {
        @Override
        public boolean admits(Optional<Person> person) {
            return true;
        }
    }

    /** {@link #SIGNED_IN}. */
    record AnyPerson() implements Access {
        @Override
        public boolean admits(Optional<Person> person) {
            return person.isPresent();
        }
    }

    /** {@link #OPERATORS}. */
    record AnyOperator() implements Access {
        @Override
        public boolean admits(Optional<Person> person) {
            return true;
        }
    }

    /** {@link #roles}. */
    record Holders(Set<Role> roles) implements Access {
        @Override
        public boolean admits(Optional<Person> person) {
            return person.filter(p -> p.roles().stream().anyMatch(roles::contains)).isPresent();
        }
    }
}
