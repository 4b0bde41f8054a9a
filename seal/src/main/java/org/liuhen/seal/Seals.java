package org.liuhen.seal;

import java.util.Collection;
import java.util.Set;

/** Knows which events are sealed. The log itself does, and so may a copy of it. */
public interface Seals {

    /**
     * Which of these events a signed checkpoint covers.
     *
     * @return ids out of {@code eventIds}
     */
    Set<String> among(Collection<String> eventIds);
}
