package org.liuhen.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Whether this instance's readers go on, and how far they are behind their source. */
@Component
public final class FeedLag implements MeterBinder, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLag.class);

    /** How often the readers are looked at. */
    static final Duration EVERY = Duration.ofMillis(500);

    private final Map<String, ReaderWatch> watched = new ConcurrentHashMap<>();
    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final KeptPositions kept;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("feed-lag").daemon().factory());
    private volatile boolean running;

    FeedLag(ObjectProvider<EventProcessingConfiguration> processors, KeptPositions kept) {
        this.processors = processors;
        this.kept = kept;
    }

    void watch(String reader, Ahead source, Setbacks setbacks) {
        watched.put(reader, new ReaderWatch(source, setbacks));
    }

    ReaderWatch of(String reader) {
        return Objects.requireNonNull(watched.get(reader));
    }

    /**
     * How many positions lie before the last of its segments; not all of them need be events. 0
     * where that is not known.
     */
    public long events(String reader) {
        return processor(reader).map(of(reader)::events).orElse(0L);
    }

    /** Since when it has not been level with its source. */
    public Duration time(String reader) {
        return of(reader).behind();
    }

    private Optional<StreamingEventProcessor> processor(String reader) {
        return processors.getObject().eventProcessor(reader, StreamingEventProcessor.class);
    }

    private void look() {
        try {
            watched.forEach((reader, watch) ->
                    processor(reader)
                            .ifPresent(it -> watch.look(it, segment -> kept.of(reader, segment))));
        } catch (RuntimeException e) {
            LOG.debug("not known how far the readers are", e); // the database may be away
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String reader : watched.keySet()) {
            Consumer<Gauge.Builder<?>> register =
                    gauge -> gauge.tag("reader", reader).register(registry);
            register.accept(
                    Gauge.builder("liuhen.feed.lag", () -> events(reader))
                            .description("records there are and not yet read")
                            .baseUnit("events"));
            register.accept(
                    Gauge.builder("liuhen.feed.lag.time", () -> time(reader).toMillis() / 1e3)
                            .description("how long the reader has been behind")
                            .baseUnit("seconds"));
            register.accept(
                    Gauge.builder("liuhen.feed.running", () -> of(reader).isWell() ? 1 : 0)
                            .description(
                                    "1 where the reader goes on, 0 where it failed or is stopped"));
        }
    }

    @Override
    public void start() {
        running = true;
        var _ =
                looking.scheduleWithFixedDelay(
                        this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
