package org.liuhen.command;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.cache.CacheManager;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.JCacheAdapter;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Footprint;
import org.liuhen.contracts.Upcasting;
import org.liuhen.database.Schema;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record: the event store in PostgreSQL, and what keeps reading it cheap. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 100;
    private static final int EVENTS_PER_READ = 100;
    private static final int EVENTS_AT_THE_TAIL = 500;

    @Bean
    Schema recordSchema() {
        return new Schema("record");
    }

    /** The latest events are the last ones, but for those that were recorded at the same time. */
    @Bean
    ServerClock serverClock(JdbcClient database) {
        ServerClock clock = new ServerClock(Clock.systemUTC());
        database.sql(
                        """
                        SELECT max(recorded_at::timestamptz) FROM (
                            SELECT recorded_at FROM record.event
                            ORDER BY position DESC LIMIT 1000) AS latest\
                        """)
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .ifPresent(time -> clock.notBefore(time.toInstant()));
        GenericEventMessage.clock = clock;
        return clock;
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return new EventSerializer(Upcasting.present());
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            Configuration configuration,
            @Qualifier("eventSerializer") Serializer serializer,
            ConnectionProvider connections,
            TransactionManager transactions) {
        return JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(configuration.upcasterChain())
                .persistenceExceptionResolver(duplicateKey())
                .snapshotFilter(snapshot ->
                        ContractJson.STATE_REVISION.equals(
                                snapshot.getPayload().getType().getRevision()))
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(schema())
                .batchSize(EVENTS_PER_READ)
                .finalAggregateBatchPredicate(batch -> batch.size() < EVENTS_PER_READ)
                .build();
    }

    /** Keeps few events for readers at the tail: each may carry a whole section's text. */
    @Bean
    EmbeddedEventStore eventStore(EventStorageEngine engine, Configuration configuration) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .cachedEvents(EVENTS_AT_THE_TAIL)
                .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(configuration.getComponent(EventBusSpanFactory.class))
                .build();
    }

    /** Bounded by what it holds, by reference, and indifferent to the garbage collector. */
    @Bean
    Cache reportCache() {
        CacheManager caches = new CaffeineCachingProvider().getCacheManager();
        CaffeineConfiguration<Object, Object> bounded = new CaffeineConfiguration<>();
        bounded.setStoreByValue(false);
        bounded.setMaximumWeight(OptionalLong.of(Footprint.most()));
        bounded.setWeigherFactory(Optional.of(ReportWeigher::new));
        caches.destroyCache("reports");
        return new JCacheAdapter(caches.createCache("reports", bounded));
    }

    @Bean
    SnapshotTriggerDefinition reportSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    Snapshotter snapshotter(
            Configuration configuration,
            TransactionManager transactions,
            @Qualifier("snapshotWorkers") ExecutorService workers) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(configuration::repository)
                .transactionManager(transactions)
                .eventStore(configuration.eventStore())
                .parameterResolverFactory(configuration.parameterResolverFactory())
                .handlerDefinition(configuration.handlerDefinition(ReportAggregate.class))
                .executor(workers)
                .build();
    }

    /** Snapshots are taken beside the command, not while its sender waits. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotWorkers() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("snapshots").daemon().factory());
    }

    @Bean(destroyMethod = "shutdown")
    ScheduledExecutorService commandRetries() {
        return Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("command-retry-", 0).daemon().factory());
    }

    /** The envelope says where an event came from; nothing is added to it. */
    @Bean
    CorrelationDataProvider nothingBeyondTheEnvelope() {
        return _ -> Map.of();
    }

    static EventSchema schema() {
        return EventSchema.builder()
                .eventTable("record.event")
                .snapshotTable("record.snapshot")
                .globalIndexColumn("position")
                .eventIdentifierColumn("event_id")
                .aggregateIdentifierColumn("report_id")
                .sequenceNumberColumn("sequence")
                .typeColumn("stream_type")
                .timestampColumn("recorded_at")
                .payloadTypeColumn("name")
                .payloadRevisionColumn("revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .build();
    }

    private static PersistenceExceptionResolver duplicateKey() {
        return failure -> failure instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }
}
