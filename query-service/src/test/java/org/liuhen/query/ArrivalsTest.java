package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Arrivals arrivals = new Arrivals();
    private final AtomicLong visible = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatIsThereAlreadyIsNotWaitedFor() {
        visible.set(3);
        assertThat(arrivals.await("report", "r", 3, LONG, this::look)).isTrue();
        assertThat(looks).hasValue(1);
        assertThat(arrivals.waiting()).isZero();
    }

    @Test
    void theReaderWakesWhoeverWaits() {
        CompletableFuture<Boolean> first = waiting(2);
        CompletableFuture<Boolean> second = waiting(1);
        await().until(() -> looks.get() >= 2);
        visible.set(1);
        arrivals.arrived("report", "r");
        await().until(second::isDone);
        assertThat(first).isNotDone();
        visible.set(2);
        arrivals.arrived("report", "r");
        assertThat(first.join()).isTrue();
    }

    /** Who registers nothing wakes nobody. */
    @Test
    void whoNeedNotWaitDisturbsNobodyWhoDoes() {
        AtomicInteger registered = new AtomicInteger();
        arrivals.await(
                "report",
                "r",
                1,
                LONG,
                () -> {
                    registered.addAndGet(arrivals.waiting());
                    return 1;
                });
        assertThat(registered).hasValue(0);
    }

    @Test
    void whatAnotherProcessBringsIsSeenToo() {
        CompletableFuture<Boolean> waiting = waiting(1);
        await().until(() -> looks.get() >= 1);
        visible.set(1);
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void whatDoesNotComeIsGivenUpAndTheDatabaseIsNotAskedInATightLoop() {
        assertThat(arrivals.await("report", "r", 1, Duration.ofMillis(600), this::look)).isFalse();
        assertThat(looks.get()).isBetween(2, 6);
        assertThat(arrivals.waiting()).isZero();
    }

    private CompletableFuture<Boolean> waiting(long version) {
        return CompletableFuture.supplyAsync(
                () -> arrivals.await("report", "r", version, LONG, this::look),
                r -> Thread.ofVirtual().start(r));
    }

    private long look() {
        looks.incrementAndGet();
        return visible.get();
    }
}
