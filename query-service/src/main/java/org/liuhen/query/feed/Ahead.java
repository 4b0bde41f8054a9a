package org.liuhen.query.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** How much a source has before a reader that is at some position. */
@FunctionalInterface
interface Ahead {

    /**
     * How many positions lie before it; not all of them are events.
     *
     * @param token where the reader is; null where it has yet to begin
     * @return empty as long as it is not known
     */
    OptionalLong of(@Nullable TrackingToken token);

    static Ahead in(KafkaFeed feed) {
        return token -> {
            FeedPosition position =
                    token == null
                            ? FeedPosition.BEGINNING
                            : WrappedToken.unwrap(token, FeedPosition.class)
                                    .orElse(FeedPosition.BEGINNING);
            return feed.isTold() ? OptionalLong.of(feed.before(position)) : OptionalLong.empty();
        };
    }

    /** One for all readers: the store is asked once a look, and not once for each. */
    static Ahead in(ObjectProvider<EventStore> store) {
        Cache<EventStore, Long> heads =
                Caffeine.newBuilder().expireAfterWrite(FeedLag.EVERY.dividedBy(2)).build();
        return token -> {
            long at = token == null ? 0 : token.position().orElse(0);
            return OptionalLong.of(Math.max(0, heads.get(store.getObject(), Ahead::head) - at));
        };
    }

    private static long head(EventStore store) {
        TrackingToken head = store.createHeadToken();
        return head == null ? 0 : head.position().orElse(0);
    }
}
