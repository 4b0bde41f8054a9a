package org.liuhen.query.feed;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.axonframework.eventhandling.TrackingToken;

/**
 * How far a reader has come in the topic. What it has read of one partition says nothing of the
 * others, so it is a position in each.
 *
 * @param next by partition, the offset of the record to be read next; a partition that is not named
 *     is to be read from its beginning
 */
public record FeedPosition(Map<Integer, Long> next) implements TrackingToken {
    static final FeedPosition BEGINNING = new FeedPosition(Map.of());

    public FeedPosition {
        next = Map.copyOf(next);
    }

    /** Past one more record. */
    FeedPosition after(int partition, long offset) {
        Map<Integer, Long> moved = new TreeMap<>(next);
        moved.put(partition, offset + 1);
        return new FeedPosition(moved);
    }

    long in(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /** How many offsets lie between; not all of them are events. */
    long until(FeedPosition later) {
        return later.next.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - in(each.getKey())))
                .sum();
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return each((FeedPosition) other, Math::min);
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return each((FeedPosition) other, Math::max);
    }

    private FeedPosition each(FeedPosition other, BinaryOperator<Long> of) {
        Map<Integer, Long> bound = new TreeMap<>();
        next.keySet().forEach(p -> bound.put(p, of.apply(in(p), other.in(p))));
        other.next.keySet().forEach(p -> bound.put(p, of.apply(in(p), other.in(p))));
        return new FeedPosition(bound);
    }

    @Override
    public boolean covers(TrackingToken other) {
        return other instanceof FeedPosition position && until(position) == 0;
    }

    @Override
    public boolean samePositionAs(TrackingToken other) {
        return other instanceof FeedPosition position && covers(position) && position.covers(this);
    }
}
