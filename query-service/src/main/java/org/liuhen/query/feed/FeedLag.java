package org.liuhen.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.WrappedToken;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** How far this instance's readers are behind what the brokers have. */
@Component
public final class FeedLag implements MeterBinder, SmartLifecycle {
    private final Map<String, KafkaFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, Long> levelAt = new ConcurrentHashMap<>();
    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("feed-lag").daemon().factory());
    private volatile boolean running;

    FeedLag(ObjectProvider<EventProcessingConfiguration> processors) {
        this.processors = processors;
    }

    void watch(String reader, KafkaFeed feed) {
        feeds.put(reader, feed);
        levelAt.put(reader, System.nanoTime());
    }

    /** How many offsets lie before the last of its segments; those of commits are counted too. */
    public long events(String reader) {
        KafkaFeed feed = feeds.get(reader);
        return feed == null
                ? 0
                : processors
                        .getObject()
                        .eventProcessor(reader, StreamingEventProcessor.class)
                        .map(processor ->
                                processor.processingStatus().values().stream()
                                        .mapToLong(segment -> before(feed, segment))
                                        .max()
                                        .orElse(0))
                        .orElse(0L);
    }

    private static long before(KafkaFeed feed, EventTrackerStatus segment) {
        return segment.getTrackingToken() == null
                ? 0
                : WrappedToken.unwrap(segment.getTrackingToken(), FeedPosition.class)
                        .map(feed::before)
                        .orElse(0L);
    }

    /** Since when it has not been level with them. */
    public Duration time(String reader) {
        return Duration.ofNanos(
                System.nanoTime() - levelAt.getOrDefault(reader, System.nanoTime()));
    }

    private void look() {
        for (String reader : feeds.keySet()) {
            if (events(reader) == 0) {
                levelAt.put(reader, System.nanoTime());
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String reader : feeds.keySet()) {
            Gauge.builder("liuhen.feed.lag", () -> events(reader))
                    .description("records there are and not yet read")
                    .tag("reader", reader)
                    .baseUnit("events")
                    .register(registry);
            Gauge.builder("liuhen.feed.lag.time", () -> time(reader).toMillis() / 1e3)
                    .description("how long the reader has been behind")
                    .tag("reader", reader)
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = looking.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
