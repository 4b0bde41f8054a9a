package org.liuhen.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What people were at a moment, from elsewhere than the events that are checked. */
@FunctionalInterface
public interface AccountHistory {

    /**
     * Everything a person was about that moment, in the order of time; empty where that is not
     * known.
     */
    List<Held> about(String personId, Instant moment);

    /** Knows nobody. */
    static AccountHistory none() {
        return (_, _) -> List.of();
    }

    /** What an account was for a while. */
    record Held(String organisationId, String name, String post, Set<Role> roles, boolean enabled) {
        public Held {
            roles = Set.copyOf(roles);
        }

        private Held gone() {
            return new Held(organisationId, name, post, Set.of(), false);
        }
    }

    /**
     * From when to when.
     *
     * @param to its end, no longer part of it
     */
    record Stretch(Instant from, Instant to, Held held) {
        /**
         * Seconds to either side: an account is read when a request begins, its event is recorded
         * when it ends, and the two may be on machines whose clocks differ.
         */
        private static final long ABOUT = 60;

        /**
         * What one account was about that moment. One that is gone by then holds nothing; one that
         * came later is not known.
         *
         * @param all the account's stretches, in the order of time
         */
        public static List<Held> about(List<Stretch> all, Instant moment) {
            Instant earliest = moment.minusSeconds(ABOUT);
            Instant latest = moment.plusSeconds(ABOUT);
            List<Held> about =
                    all.stream()
                            .filter(each -> !each.from.isAfter(latest) && each.to.isAfter(earliest))
                            .map(Stretch::held)
                            .toList();
            return about.isEmpty()
                    ? all.stream()
                            .filter(each -> !each.to.isAfter(earliest))
                            .reduce((_, later) -> later)
                            .map(last -> List.of(last.held.gone()))
                            .orElse(List.of())
                    : about;
        }
    }
}
