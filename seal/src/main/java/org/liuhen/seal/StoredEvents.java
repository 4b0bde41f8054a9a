package org.liuhen.seal;

import java.util.List;
import java.util.Optional;

/** The rows of the record, byte for byte, for whoever keeps a copy of them. */
public interface StoredEvents {

    /**
     * Events in the order of their positions.
     *
     * @param position the first that is wanted
     * @param most how many at most; fewer where they are large
     */
    List<StoredEvent> from(long position, int most);

    /** One of them; empty where it is not there. */
    Optional<StoredEvent> of(String eventId);
}
