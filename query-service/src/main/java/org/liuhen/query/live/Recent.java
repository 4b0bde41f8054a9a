package org.liuhen.query.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The positions of the last minute: whoever comes without one has read their lists only just, and
 * is told from a little earlier on.
 */
final class Recent {
    private static final long APART = Duration.ofSeconds(5).toNanos();
    private static final long EARLIER = Duration.ofSeconds(30).toNanos();

    private final Deque<Place> places = new ArrayDeque<>();

    private record Place(long nanos, Position position) {}

    synchronized void note(Position position, long nanos) {
        Place last = places.peekLast();
        if (last == null || nanos - last.nanos >= APART) {
            places.addLast(new Place(nanos, position));
        }
        // The first one stays until the second is old enough.
        while (places.size() > 1 && nanos - second().nanos >= EARLIER) {
            places.removeFirst();
        }
    }

    private Place second() {
        return places.stream().skip(1).findFirst().orElseThrow();
    }

    /** A position of half a minute ago; empty where nobody looked so long. */
    synchronized Optional<Position> earlier(long nanos) {
        return Optional.ofNullable(places.peekFirst())
                .filter(first -> nanos - first.nanos >= EARLIER)
                .map(Place::position);
    }
}
