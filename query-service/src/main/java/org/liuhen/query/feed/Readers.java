package org.liuhen.query.feed;

import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.liuhen.query.FeedSettings;
import org.liuhen.query.StoredRows;
import org.liuhen.seal.StoredEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;

/**
 * The readers of the feed. In the process that writes the record they read the event store, which
 * wakes them; elsewhere they read Kafka, and the instances share the reports. What they make of an
 * event does not know which.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class Readers {
    /** By the names of their projections. */
    public static final List<String> ALL = List.of("report", "history", "inbox", "reports");

    private static final int EVENTS_AT_ONCE = 500;
    private static final int CLAIM_EVERY_MS = 2_000;
    private static final int KEEP_CLAIM_AFTER_MS = 3_000;

    @Autowired
    void register(
            EventProcessingConfigurer processors,
            FeedSettings settings,
            DeadLetters deadLetters,
            Sharing sharing,
            FeedLag lag,
            ObjectProvider<EventStore> stores,
            ObservationRegistry observations) {
        processors.registerDefaultHandlerInterceptor(
                (_, reader) -> new ReaderLog(reader, observations));
        processors.registerDefaultListenerInvocationErrorHandler(
                _ -> PropagatingErrorHandler.instance());
        processors.registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance());
        Ahead inTheStore = Ahead.in(stores);
        for (String reader : ALL) {
            Setbacks setbacks = new Setbacks(reader);
            processors.registerHandlerInterceptor(reader, _ -> setbacks);
            if (settings.isKafka()) {
                KafkaFeed feed = new KafkaFeed(settings);
                fromKafka(processors, reader, settings, sharing, feed);
                lag.watch(reader, Ahead.in(feed), setbacks);
            } else {
                fromTheStore(processors, reader);
                lag.watch(reader, inTheStore, setbacks);
            }
            deadLetters.register(processors, reader);
        }
    }

    /** The rows of the events that come from there. */
    @Bean
    StoredRows storedRows(FeedSettings settings, ObjectProvider<StoredEvents> record) {
        return settings.isKafka() ? new KafkaRows() : new StoreRows(record::getObject);
    }

    /** The embedded store wakes a tracking processor at once; the pooled kind polls it. */
    private static void fromTheStore(EventProcessingConfigurer processors, String reader) {
        processors.registerEventProcessor(
                reader,
                (name, configuration, invoker) -> {
                    EventProcessingConfiguration of = configuration.eventProcessingConfiguration();
                    return new StoreReader(
                            TrackingEventProcessor.builder()
                                    .name(name)
                                    .eventHandlerInvoker(invoker)
                                    .rollbackConfiguration(of.rollbackConfiguration(name))
                                    .errorHandler(of.errorHandler(name))
                                    .messageMonitor(
                                            of.messageMonitor(TrackingEventProcessor.class, name))
                                    .messageSource(configuration.eventStore())
                                    .tokenStore(of.tokenStore(name))
                                    .transactionManager(of.transactionManager(name))
                                    .trackingEventProcessorConfiguration(
                                            TrackingEventProcessorConfiguration
                                                    .forSingleThreadedProcessing()
                                                    .andBatchSize(EVENTS_AT_ONCE))
                                    .spanFactory(
                                            configuration.getComponent(
                                                    EventProcessorSpanFactory.class)));
                });
    }

    private static void fromKafka(
            EventProcessingConfigurer processors,
            String reader,
            FeedSettings settings,
            Sharing sharing,
            KafkaFeed feed) {
        processors.registerPooledStreamingEventProcessor(
                reader,
                _ -> feed,
                (configuration, builder) ->
                        builder.coordinatorExecutor(executor(configuration, reader))
                                .batchSize(EVENTS_AT_ONCE)
                                .initialToken(StreamableMessageSource::createTailToken)
                                .initialSegmentCount(settings.segments())
                                .maxSegmentProvider(sharing)
                                .tokenClaimInterval(CLAIM_EVERY_MS)
                                .claimExtensionThreshold(KEEP_CLAIM_AFTER_MS));
    }

    private static PromptExecutor executor(Configuration configuration, String reader) {
        PromptExecutor executor = new PromptExecutor("coordinator-" + reader);
        configuration.onShutdown(executor::shutdown);
        return executor;
    }
}
