package org.liuhen.query.feed;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.liuhen.access.RequestId;
import org.liuhen.contracts.Envelope;
import org.slf4j.MDC;

/**
 * Measures each event that a reader takes; what is logged meanwhile, and the span where spans are
 * kept, name the request that the event came from, however long ago and wherever that was.
 */
final class ReaderLog implements MessageHandlerInterceptor<EventMessage<?>> {
    private final String reader;
    private final ObservationRegistry observations;

    ReaderLog(String reader, ObservationRegistry observations) {
        this.reader = reader;
        this.observations = observations;
    }

    @Override
    public Object handle(
            UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain interceptorChain)
            throws Exception {
        request(unitOfWork.getMessage()).ifPresent(id -> MDC.put(RequestId.IN_LOG, id));
        try {
            return Observation.createNotStarted("liuhen.event", observations)
                    .lowCardinalityKeyValue("reader", reader)
                    .observeChecked(interceptorChain::proceed);
        } finally {
            MDC.remove(RequestId.IN_LOG);
        }
    }

    /** What cannot be read is the reader's to say, in its own place. */
    private static Optional<String> request(EventMessage<?> event) {
        try {
            return Optional.ofNullable((String) event.getMetaData().get(Envelope.REQUEST));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
