package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

class SecondAppendsTest {
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final SecondAppends retries = new SecondAppends(executor, meters);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    static Stream<RuntimeException> appendsThatCameSecond() {
        return Stream.of(
                new ConcurrencyException("second", new SQLException("duplicate key")),
                new AggregateStreamCreationException("second to open"));
    }

    static Stream<RuntimeException> whatStaysAsItIs() {
        return Stream.of(
                new NullPointerException(),
                new IllegalStateException("a mistake of ours"),
                new EventStoreException("away"),
                new DataAccessResourceFailureException("away"));
    }

    @ParameterizedTest
    @MethodSource("appendsThatCameSecond")
    void anAppendThatCameSecondIsTriedAgain(RuntimeException failure) {
        assertThat(isTriedAgain(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("whatStaysAsItIs")
    void nothingElseIs(RuntimeException failure) {
        assertThat(isTriedAgain(failure)).isFalse();
    }

    @Test
    void eachIsCountedAndSoIsWhatWasGivenUp() {
        ConcurrencyException second = new ConcurrencyException("second");
        isTriedAgain(second);
        isTriedAgain(new IllegalStateException("a mistake of ours"));
        List<Class<? extends Throwable>[]> tooMany = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tooMany.add(types(second));
        }
        assertThat(
                        retries.scheduleRetry(
                                GenericCommandMessage.asCommandMessage("command"),
                                second,
                                tooMany,
                                () -> {}))
                .as("bounded")
                .isFalse();
        assertThat(counted("tried-again")).isOne();
        assertThat(counted("given-up")).isOne();
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Throwable>[] types(Throwable failure) {
        return (Class<? extends Throwable>[]) new Class<?>[] {failure.getClass()};
    }

    private double counted(String outcome) {
        return meters.get("liuhen.append.conflicts").tag("outcome", outcome).counter().count();
    }

    private boolean isTriedAgain(RuntimeException failure) {
        return retries.scheduleRetry(
                GenericCommandMessage.asCommandMessage("command"), failure, List.of(), () -> {});
    }
}
