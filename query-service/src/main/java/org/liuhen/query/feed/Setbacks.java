package org.liuhen.query.feed;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Where one reader could not go on in a segment, until somebody has: the processor that reads a
 * topic gives such a segment up, and says no more of it.
 */
final class Setbacks implements MessageHandlerInterceptor<EventMessage<?>> {
    private final String segmentOf;
    private final Map<Integer, Setback> open = new ConcurrentHashMap<>();

    Setbacks(String reader) {
        segmentOf = "Processor[" + reader + "]/SegmentId";
    }

    /** At what position, and why. */
    private record Setback(TrackingToken at, Throwable why) {}

    /** Where a reader has come to in a segment, as it is kept; empty where it has yet to begin. */
    interface Kept {
        Optional<TrackingToken> of(int segment);
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain) throws Exception {
        if (!(batch instanceof BatchingUnitOfWork<?> b) || b.isFirstMessage()) {
            remember(batch);
        }
        return chain.proceed();
    }

    private void remember(UnitOfWork<? extends EventMessage<?>> batch) {
        if (batch.getMessage() instanceof TrackedEventMessage<?> first
                && batch.resources().get(segmentOf) instanceof Integer segment) {
            TrackingToken at = WrappedToken.unwrapLowerBound(first.trackingToken());
            batch.onRollback(failed ->
                    open.put(segment, new Setback(Objects.requireNonNull(at), why(failed))));
        }
    }

    private static Throwable why(UnitOfWork<?> failed) {
        Throwable why = failed.getExecutionResult().getExceptionResult();
        return why == null ? new IllegalStateException("rolled back") : why;
    }

    /**
     * Why the reader does not go on somewhere; forgets what it, or another instance, has passed.
     */
    Optional<Throwable> open(Kept kept) {
        open.entrySet()
                .removeIf(each ->
                        kept.of(each.getKey())
                                .filter(at -> at.covers(each.getValue().at()))
                                .isPresent());
        return open.values().stream().map(Setback::why).findFirst();
    }
}
