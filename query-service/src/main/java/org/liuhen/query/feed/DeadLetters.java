package org.liuhen.query.feed;

import org.axonframework.common.AxonException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.FeedSettings;
import org.liuhen.query.Past;
import org.liuhen.query.Taken;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Events that a reader cannot take. They are put aside with all that follow them in their report,
 * in the transaction of the reader, and every other report goes on. What would pass by itself, such
 * as a database that is away, puts nothing aside: the reader stops and tries again.
 */
@Component
final class DeadLetters {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final FeedSettings settings;
    private final StoppedReports stopped;

    DeadLetters(FeedSettings settings, StoppedReports stopped) {
        this.settings = settings;
        this.stopped = stopped;
    }

    void register(EventProcessingConfigurer processors, String reader) {
        processors.registerDeadLetterQueue(reader, configuration -> queue(configuration, reader));
        processors.registerDeadLetterPolicy(reader, _ -> this::decide);
        processors.registerDeadLetteringEventHandlerInvokerConfiguration(
                reader, (_, invoker) -> invoker.allowReset(true).enableSequenceIdentifierCache());
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(
            Configuration configuration, String reader) {
        return JdbcSequencedDeadLetterQueue.builder()
                .processingGroup(reader)
                .connectionProvider(configuration.getComponent(ConnectionProvider.class))
                .transactionManager(configuration.getComponent(TransactionManager.class))
                .schema(schema())
                .genericSerializer(Positions.serializer())
                .eventSerializer(asTheyCame(configuration))
                .maxSequences(NO_LIMIT)
                .maxSequenceSize(NO_LIMIT)
                .build();
    }

    /** The one that the messages were read with keeps their bytes, readable or not. */
    private Serializer asTheyCame(Configuration configuration) {
        return settings.isKafka() ? FeedSerializer.INSTANCE : configuration.eventSerializer();
    }

    private EnqueueDecision<EventMessage<?>> decide(
            DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof RuntimeException e && passes(e)) {
            throw e;
        }
        return Decisions.enqueue(ThrowableCause.truncated(cause));
    }

    /** Whether the same may well succeed a moment later. */
    private boolean passes(RuntimeException failure) {
        return switch (failure) {
            case Past.NotYetThere e -> !stopped.isStopped("report", e.reportId());
            case Taken.Outdated _ -> true;
            case Problem e -> e.code() == ProblemCode.UNAVAILABLE;
            case DataIntegrityViolationException _, BadSqlGrammarException _ -> false;
            case DataAccessException _, TransactionException _ -> true;
            case SerializationException _ -> false;
            case AxonException _ -> true;
            default -> false;
        };
    }

    private static DeadLetterSchema schema() {
        return DeadLetterSchema.builder()
                .deadLetterTable("view.dead_letter")
                .deadLetterIdentifierColumn("dead_letter_id")
                .processingGroupColumn("reader")
                .sequenceIdentifierColumn("report_id")
                .sequenceIndexColumn("place")
                .messageTypeColumn("message_type")
                .eventIdentifierColumn("event_id")
                .timestampColumn("recorded_at")
                .payloadTypeColumn("name")
                .payloadRevisionColumn("revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .aggregateTypeColumn("stream_type")
                .aggregateIdentifierColumn("stream_id")
                .sequenceNumberColumn("sequence")
                .tokenTypeColumn("token_type")
                .tokenColumn("token")
                .enqueuedAtColumn("enqueued_at")
                .lastTouchedColumn("last_touched")
                .processingStartedColumn("processing_started")
                .causeTypeColumn("cause_type")
                .causeMessageColumn("cause_message")
                .diagnosticsColumn("diagnostics")
                .build();
    }
}
