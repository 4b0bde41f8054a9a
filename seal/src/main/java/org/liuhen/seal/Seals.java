package org.liuhen.seal;

import java.util.Collection;
import java.util.Set;

/** Knows which rows are sealed. The log itself does, and so may a copy of it. */
public interface Seals {

    /**
     * Which of these rows a signed checkpoint covers.
     *
     * @return those of {@code ids}
     */
    Set<String> among(Collection<String> ids);
}
