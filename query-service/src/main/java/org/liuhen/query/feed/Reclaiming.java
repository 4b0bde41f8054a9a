package org.liuhen.query.feed;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.liuhen.query.FeedSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks every two seconds for the segments that this instance lacks of its share. A pooled processor
 * keeps away from a segment it has given up, each time for twice as long, up to a minute; asked for
 * it, it tries at once. One that another instance has it is not given.
 */
@Component
final class Reclaiming implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaiming.class);
    private static final int EVERY_SECONDS = 2;

    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final Sharing sharing;
    private final FeedSettings settings;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("reclaiming").daemon().factory());
    private volatile boolean running;

    Reclaiming(
            ObjectProvider<EventProcessingConfiguration> processors,
            Sharing sharing,
            FeedSettings settings) {
        this.processors = processors;
        this.sharing = sharing;
        this.settings = settings;
    }

    private void look() {
        for (String reader : Readers.ALL) {
            try {
                processors
                        .getObject()
                        .eventProcessor(reader, PooledStreamingEventProcessor.class)
                        .filter(PooledStreamingEventProcessor::isRunning)
                        .ifPresent(it -> claim(reader, it));
            } catch (RuntimeException e) {
                LOG.debug("not asked for segments of {}", reader, e);
            }
        }
    }

    private void claim(String reader, PooledStreamingEventProcessor processor) {
        Set<Integer> own = processor.processingStatus().keySet();
        if (own.size() >= sharing.getMaxSegments(reader)) {
            return;
        }
        for (int segment = 0; segment < settings.segments(); segment++) {
            if (!own.contains(segment)) {
                var _ = processor.claimSegment(segment);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        if (settings.isKafka()) {
            var _ =
                    looking.scheduleWithFixedDelay(
                            this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
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
