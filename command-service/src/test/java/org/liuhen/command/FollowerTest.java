package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.contracts.Upcasting;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.RowKind;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Following the record while others write it. */
class FollowerTest {
    private final TestDatabase database = TestDatabase.create();
    private final ConfigurableApplicationContext service = CommandApplication.on(database);
    private final JdbcClient client = service.getBean(JdbcClient.class);
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void stop() {
        service.close();
    }

    /** In any order of beginning and ending, each event is followed exactly once. */
    @Test
    void itMissesNothingAndTakesNothingTwiceInAnyOrderOfCommits() throws Exception {
        long seed = 20231124;
        Random random = new Random(seed);
        Follower follower = new Follower(client, RowKind.EVENT, 0, List.of());
        List<String> committed = new ArrayList<>();
        List<OpenTransaction> open = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            if (open.size() < 6 && random.nextInt(3) > 0) {
                open.add(OpenTransaction.on(database).insert("event-" + i));
                pending.add("event-" + i);
            } else if (!open.isEmpty()) {
                int which = random.nextInt(open.size());
                String id = pending.remove(which);
                try (OpenTransaction transaction = open.remove(which)) {
                    if (random.nextInt(4) == 0) {
                        transaction.rollback();
                    } else {
                        transaction.commit();
                        committed.add(id);
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                take(follower, 1 + random.nextInt(5));
            }
        }
        for (int i = 0; i < open.size(); i++) {
            try (OpenTransaction transaction = open.get(i)) {
                transaction.commit();
                committed.add(pending.get(i));
            }
        }
        for (int i = 0; i < 400; i++) {
            take(follower, 5);
        }
        assertThat(taken)
                .as("seed %d", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(committed);
        assertThat(follower.settled()).isEqualTo(lastPosition());
    }

    /** Whichever statement of a look the two commits come before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aReportsEventsKeepTheirOrderWhenTheyAreCommittedBetweenTwoStatementsOfALook(int statement)
            throws Exception {
        try (OpenTransaction slow = OpenTransaction.on(database).insert("first", "report", 0);
                OpenTransaction later = OpenTransaction.on(database).insert("other");
                OpenTransaction next = OpenTransaction.on(database)) {
            later.commit();
            AtomicInteger statements = new AtomicInteger(-100);
            Follower follower =
                    new Follower(
                            before(
                                    client,
                                    () -> {
                                        if (statements.incrementAndGet() == statement) {
                                            slow.commit();
                                            next.insert("second", "report", 1).commit();
                                        }
                                        return null;
                                    }),
                            RowKind.EVENT,
                            0,
                            List.of());
            take(follower, 10);
            assertThat(taken).containsExactly("other");
            statements.set(0);
            for (int i = 0; i < 5; i++) {
                take(follower, 10);
            }
            assertThat(taken).containsExactly("other", "first", "second");
        }
    }

    /** Many latecomers are taken a few at a time, and still before what was written after them. */
    @Test
    void latecomersTooComeAFewAtATime() throws Exception {
        try (OpenTransaction slow = OpenTransaction.on(database);
                OpenTransaction later = OpenTransaction.on(database)) {
            List<String> expected = new ArrayList<>(List.of("other"));
            for (int i = 0; i < 50; i++) {
                slow.insert("late-" + i, "report", i);
                expected.add("late-" + i);
            }
            later.insert("other").commit();
            Follower follower = new Follower(client, RowKind.EVENT, 0, List.of());
            take(follower, 10);
            slow.commit();
            later.insert("last", "report", 50).commit();
            expected.add("last");
            for (int i = 0; i < 10; i++) {
                Follower.Batch batch = take(follower, 10);
                assertThat(batch.rows().size()).isLessThanOrEqualTo(10);
            }
            assertThat(taken).containsExactlyElementsOf(expected);
            assertThat(follower.settled()).isEqualTo(lastPosition());
        }
    }

    @Test
    void itMissesNothingAndKeepsEachReportsOrderWhileManyWriteAtOnce() throws Exception {
        int writers = 6;
        int events = 60;
        Follower follower = new Follower(client, RowKind.EVENT, 0, List.of());
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String report = "report-" + writer;
                all.add(people.submit(() -> write(report, events)));
            }
            while (all.stream().anyMatch(each -> !each.isDone())) {
                take(follower, 7);
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
        for (int i = 0; i < writers * events; i++) {
            take(follower, 7);
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(writers * events);
        for (int writer = 0; writer < writers; writer++) {
            String report = "report-" + writer + "@";
            assertThat(taken.stream().filter(id -> id.startsWith(report)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, events).mapToObj(i -> report + i).toList());
        }
    }

    /** Each event in a transaction of its own, at times beside one that comes to nothing. */
    private Void write(String report, int events) throws SQLException {
        Random random = new Random(report.hashCode());
        try (OpenTransaction mine = OpenTransaction.on(database);
                OpenTransaction vain = OpenTransaction.on(database)) {
            for (int i = 0; i < events; i++) {
                if (random.nextInt(4) == 0) {
                    vain.insert("vain-" + report + "@" + i);
                }
                mine.insert(report + "@" + i, report, i).commit();
                vain.rollback();
            }
        }
        return null;
    }

    /** What Axon's own reader loses: it gives a gap up after a time, the follower does not. */
    @Test
    void aTransactionThatIsHeldOpenLongerThanAxonsGapTimeOutIsNotMissed() throws Exception {
        Duration timeOut = Duration.ofMillis(1_500);
        JdbcEventStorageEngine axon = axonReader(timeOut);
        Follower follower = new Follower(client, RowKind.EVENT, 0, List.of());
        try (OpenTransaction slow = OpenTransaction.on(database).insert("slow");
                OpenTransaction later = OpenTransaction.on(database).insert("later")) {
            later.commit();
            Instant committed = Instant.now();
            take(follower, 10);
            await().until(() -> Instant.now().isAfter(committed.plus(timeOut.multipliedBy(2))));
            take(follower, 10);
            List<String> read = new ArrayList<>();
            TrackingToken token = read(axon, null, read);
            assertThat(read).containsExactly("later");
            slow.commit();
            later.insert("last").commit();
            read(axon, token, read);
            take(follower, 10);
            assertThat(read).as("Axon's reader").containsExactly("later", "last");
            assertThat(taken).as("ours").containsExactly("later", "slow", "last");
        }
    }

    private JdbcEventStorageEngine axonReader(Duration timeOut) {
        return JdbcEventStorageEngine.builder()
                .eventSerializer(new EventSerializer(Upcasting.present()))
                .snapshotSerializer(new EventSerializer(Upcasting.present()))
                .connectionProvider(service.getBean(javax.sql.DataSource.class)::getConnection)
                .transactionManager(NoTransactionManager.instance())
                .schema(RecordConfiguration.schema())
                .gapTimeout((int) timeOut.toMillis())
                .build();
    }

    private static TrackingToken read(
            JdbcEventStorageEngine axon, TrackingToken from, List<String> read) {
        TrackingToken token = from;
        try (Stream<? extends TrackedEventMessage<?>> events = axon.readEvents(from, false)) {
            for (TrackedEventMessage<?> event : events.toList()) {
                read.add(event.getIdentifier());
                token = event.trackingToken();
            }
        }
        return token;
    }

    private Follower.Batch take(Follower follower, int most) {
        Follower.Batch batch = follower.next(most);
        batch.rows().forEach(row -> taken.add(row.id()));
        follower.taken(batch);
        return batch;
    }

    /** The same client, with something that happens before each of its statements. */
    private static JdbcClient before(JdbcClient client, Callable<?> happening) {
        return (JdbcClient)
                Proxy.newProxyInstance(
                        JdbcClient.class.getClassLoader(),
                        new Class<?>[] {JdbcClient.class},
                        (_, method, arguments) -> {
                            happening.call();
                            return method.invoke(client, arguments);
                        });
    }

    private long lastPosition() {
        return database.asOwner()
                .sql("SELECT max(position) FROM record.event")
                .query(Long.class)
                .single();
    }
}
