package org.liuhen.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.ExponentialBackOffIntervalRetryScheduler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Tries a command again whose append came second, so that two people who work on different sections
 * never see each other, and nothing else: a mistake of ours stays one however often it is tried,
 * and where the database is away the sender is told at once and decides.
 */
final class SecondAppends extends ExponentialBackOffIntervalRetryScheduler {
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final int MOST_RETRIES = 8;

    private final Counter again;
    private final Counter givenUp;

    SecondAppends(ScheduledExecutorService executor, MeterRegistry meters) {
        super(
                builder()
                        .retryExecutor(executor)
                        .maxRetryCount(MOST_RETRIES)
                        .backoffFactor(FIRST_PAUSE_MILLIS));
        again = counter(meters, "tried-again");
        givenUp = counter(meters, "given-up");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("liuhen.append.conflicts")
                .description("appends that came second")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException failure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        boolean scheduled = super.scheduleRetry(command, failure, failures, dispatch);
        if (!isExplicitlyNonTransient(failure)) {
            (scheduled ? again : givenUp).increment();
        }
        return scheduled;
    }

    /** The framework would ask the causes too, and below an append that came second is SQL. */
    @Override
    protected boolean isExplicitlyNonTransient(Throwable failure) {
        return !(failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException);
    }
}
