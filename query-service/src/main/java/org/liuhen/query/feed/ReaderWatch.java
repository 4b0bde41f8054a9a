package org.liuhen.query.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/** One reader, as it was when it was last looked at. */
final class ReaderWatch {
    /** By then an instance has its share; where it has none, the others have it all. */
    private static final Duration SHARED_OUT = Duration.ofSeconds(10);

    private final Ahead source;
    private final Setbacks setbacks;
    private final long began = System.nanoTime();
    private volatile long level = began;
    private volatile long well = began;
    private volatile boolean caughtUp;
    private volatile boolean told;
    private volatile boolean running;
    private volatile boolean failing;
    private volatile @Nullable Throwable fault;

    ReaderWatch(Ahead source, Setbacks setbacks) {
        this.source = source;
        this.setbacks = setbacks;
    }

    void look(StreamingEventProcessor processor, Setbacks.Kept kept) {
        Collection<EventTrackerStatus> segments = processor.processingStatus().values();
        long now = System.nanoTime();
        running = processor.isRunning();
        fault =
                segments.stream()
                        .filter(EventTrackerStatus::isErrorState)
                        .map(EventTrackerStatus::getError)
                        .findFirst()
                        .or(() -> setbacks.open(kept))
                        .orElse(null);
        failing = !running || processor.isError() || fault != null;
        if (!failing) {
            well = now;
        }
        OptionalLong ahead = events(segments);
        told = ahead.isPresent();
        boolean nothingToDo =
                segments.isEmpty() ? now - began > SHARED_OUT.toNanos() : ahead.orElse(1) == 0;
        if (!failing && nothingToDo) {
            level = now;
            caughtUp = true;
        }
    }

    /** How many positions lie before the last of its segments; 0 where that is not known. */
    long events(StreamingEventProcessor processor) {
        return events(processor.processingStatus().values()).orElse(0);
    }

    private OptionalLong events(Collection<EventTrackerStatus> segments) {
        long most = 0;
        for (EventTrackerStatus segment : segments) {
            OptionalLong ahead = source.of(segment.getTrackingToken());
            if (ahead.isEmpty()) {
                return ahead;
            }
            most = Math.max(most, ahead.getAsLong());
        }
        return OptionalLong.of(most);
    }

    /** Since when it has not been level with its source. */
    Duration behind() {
        return Duration.ofNanos(System.nanoTime() - level);
    }

    /** Whether it has been level with it at any time since this process began. */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    /**
     * Whether it has yet to read what there was when this process began. Where the source does not
     * say how much that is, because it is away, what has been read is all there is to answer from.
     */
    boolean isCatchingUp() {
        boolean mayYetBeTold = System.nanoTime() - began < SHARED_OUT.toNanos();
        return !caughtUp && (told || mayYetBeTold);
    }

    /** Whether it goes on at the moment. */
    boolean isWell() {
        return running && !failing;
    }

    /** Since when it does not go on. */
    Duration failing() {
        return Duration.ofNanos(System.nanoTime() - well);
    }

    /** Why, where it says so. */
    @Nullable Throwable fault() {
        return fault;
    }
}
