package org.liuhen.query.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The records of the topic from a position on, for ever. A thread of its own fetches them, and
 * tells whoever reads as soon as there are some. While the brokers are away it waits for them.
 */
final class FeedStream implements BlockingStream<TrackedEventMessage<?>> {
    private static final int ENOUGH = 1_000;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long UNKNOWN = -1;

    private final String topic;
    private final BlockingDeque<TrackedEventMessage<?>> come = new LinkedBlockingDeque<>();
    private final Thread fetching;
    private volatile FeedPosition fetched;
    private volatile long beyond = UNKNOWN;
    private volatile Runnable onCome = () -> {};
    private volatile boolean closed;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable RuntimeException failure;

    FeedStream(String topic, Supplier<Consumer<String, byte[]>> consumers, FeedPosition from) {
        this.topic = topic;
        this.fetched = from;
        this.fetching =
                Thread.ofPlatform().name("feed").daemon().unstarted(() -> fetch(consumers, from));
    }

    FeedStream start() {
        fetching.start();
        return this;
    }

    /** Up to where records have been fetched, whether or not they were handled. */
    FeedPosition fetched() {
        return fetched;
    }

    /** How many offsets there are beyond that, as the brokers last said. */
    long beyond() {
        return Math.max(0, beyond);
    }

    /** Whether the brokers have said so at all. */
    boolean isTold() {
        return beyond != UNKNOWN;
    }

    private void fetch(Supplier<Consumer<String, byte[]>> consumers, FeedPosition from) {
        try (Consumer<String, byte[]> open = consumers.get()) {
            consumer = open;
            List<TopicPartition> partitions = partitions(open);
            open.assign(partitions);
            for (TopicPartition partition : partitions) {
                if (from.next().containsKey(partition.partition())) {
                    open.seek(partition, from.in(partition.partition()));
                } else {
                    open.seekToBeginning(List.of(partition));
                }
            }
            while (!closed) {
                if (come.size() < ENOUGH) {
                    take(open, partitions);
                } else {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
        } catch (WakeupException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(e);
            onCome.run();
        } finally {
            consumer = null;
        }
    }

    private void take(Consumer<String, byte[]> open, List<TopicPartition> partitions) {
        boolean any = false;
        for (ConsumerRecord<String, byte[]> record : open.poll(LOOK)) {
            fetched = fetched.after(record.partition(), record.offset());
            come.addLast(FeedMessages.of(record, fetched));
            any = true;
        }
        if (partitions.stream().allMatch(p -> open.currentLag(p).isPresent())) {
            beyond = partitions.stream().mapToLong(p -> open.currentLag(p).getAsLong()).sum();
        }
        if (any) {
            onCome.run();
        }
    }

    /** Waits for the topic: the relay makes it when there is the first event. */
    private List<TopicPartition> partitions(Consumer<String, byte[]> open) {
        while (true) {
            List<TopicPartition> found =
                    open.partitionsFor(topic, PATIENCE).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
            beyond = 0;
            if (closed) {
                throw new WakeupException();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void fail(RuntimeException why) {
        failure = why;
    }

    private void requireWell() {
        RuntimeException why = failure;
        if (why != null && come.isEmpty()) {
            throw new FeedFailed(topic, why);
        }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        requireWell();
        return Optional.ofNullable(come.peekFirst());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        requireWell();
        TrackedEventMessage<?> first = come.peekFirst();
        if (first == null && timeout > 0) {
            first = come.pollFirst(timeout, unit);
            if (first != null) {
                come.addFirst(first);
            }
        }
        return first != null;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            requireWell();
        }
        return come.takeFirst();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onCome = callback;
        if (!come.isEmpty()) {
            callback.run();
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
