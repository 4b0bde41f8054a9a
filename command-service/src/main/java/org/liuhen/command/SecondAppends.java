package org.liuhen.command;

import java.util.concurrent.ScheduledExecutorService;
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

    SecondAppends(ScheduledExecutorService executor) {
        super(
                builder()
                        .retryExecutor(executor)
                        .maxRetryCount(MOST_RETRIES)
                        .backoffFactor(FIRST_PAUSE_MILLIS));
    }

    /** The framework would ask the causes too, and below an append that came second is SQL. */
    @Override
    protected boolean isExplicitlyNonTransient(Throwable failure) {
        return !(failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException);
    }
}
