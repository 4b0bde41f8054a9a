package org.liuhen.query.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Out of service where a reader has failed for a while, has not caught up since this process began,
 * or is far behind: what it would answer is no longer so. Others may answer meanwhile.
 */
@Component("readersHealthIndicator")
final class ReadersHealth implements HealthIndicator {
    private final FeedLag lag;
    private final ReadinessSettings settings;

    ReadersHealth(FeedLag lag, ReadinessSettings settings) {
        this.lag = lag;
        this.settings = settings;
    }

    /** One reader, for whoever runs it. */
    record Told(
            String state, long events, double behindSeconds, boolean ready, @Nullable String why) {}

    @Override
    public Health health() {
        Map<String, Told> readers = new LinkedHashMap<>();
        Readers.ALL.forEach(reader -> readers.put(reader, told(reader)));
        boolean ready = readers.values().stream().allMatch(Told::ready);
        Health.Builder health = ready ? Health.up() : Health.outOfService();
        return health.withDetails(readers).build();
    }

    private Told told(String reader) {
        ReaderWatch watch = lag.of(reader);
        String why = why(watch);
        return new Told(
                watch.isWell() ? "running" : "failing",
                lag.events(reader),
                watch.hasCaughtUp() ? lag.time(reader).toMillis() / 1e3 : -1,
                why == null,
                why);
    }

    private @Nullable String why(ReaderWatch watch) {
        Throwable fault = watch.fault();
        if (watch.failing().compareTo(settings.longestFailure()) > 0) {
            return fault == null ? "does not go on" : fault.toString();
        }
        if (!watch.hasCaughtUp()) {
            return "has not caught up since the start" + (fault == null ? "" : ": " + fault);
        }
        return watch.behind().compareTo(settings.longestLag()) > 0 ? "is far behind" : null;
    }
}
