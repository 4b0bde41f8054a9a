package org.liuhen.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills one part after the other while people work, and starts each again. */
final class Kills {
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(20);

    private final Installation installation;
    private final Random random;
    private final AtomicInteger answers;
    private final int many;
    private final List<Part> deck = new ArrayList<>();
    private final Recoveries recoveries = new Recoveries();
    private final List<Part.Kind> killed = new ArrayList<>();

    Kills(Installation installation, Random random, AtomicInteger answers, int many) {
        this.installation = installation;
        this.random = random;
        this.answers = answers;
        this.many = many;
    }

    /** Ends when all has been killed that should be, and everybody has finished. */
    void during(List<Work> work) throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            work.forEach(each -> all.add(people.submit(each)));
            try {
                while (killed.size() < many) {
                    killOne(next(), work, all);
                }
                untilMoreAnswers(20, all);
            } finally {
                work.forEach(Work::stop);
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    /** Every kind once before any comes again; of the services either instance. */
    private Part next() {
        if (deck.isEmpty()) {
            List<Part> parts = new ArrayList<>(installation.parts());
            Collections.shuffle(parts, random);
            Map<Part.Kind, Part> oneOfEach = new LinkedHashMap<>();
            parts.forEach(part -> oneOfEach.putIfAbsent(part.kind(), part));
            deck.addAll(oneOfEach.values());
        }
        return deck.removeLast();
    }

    private void killOne(Part part, List<Work> work, List<Future<?>> all) throws Exception {
        untilMoreAnswers(10 + random.nextInt(60), all);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000)); // anywhere within a request
        part.kill();
        System.out.println("%s killed: %s".formatted(Instant.now(), part.kind()));
        killed.add(part.kind());
        if (part.kind().isSpared()) {
            awayForAWhile(random.nextInt(60), all);
        }
        long begun = System.nanoTime();
        part.start();
        Installation.awaitWorks(part);
        long works = System.nanoTime();
        await().atMost(Installation.LONGEST_OUTAGE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> hasEnded(all) || work.stream().allMatch(w -> w.proven() > works));
        requireNoneEnded(all);
        recoveries.add(
                part.kind(),
                Duration.ofNanos(works - begun),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private void untilMoreAnswers(int more, List<Future<?>> all) throws Exception {
        int enough = answers.get() + more;
        await().atMost(Installation.LONGEST_OUTAGE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> answers.get() >= enough || hasEnded(all));
        requireNoneEnded(all);
    }

    /** So many answers long, and where reading is what they wait for, no longer than that. */
    private void awayForAWhile(int more, List<Future<?>> all) throws Exception {
        int enough = answers.get() + more;
        long longest = System.nanoTime() + LONGEST_AWAY.toNanos();
        await().atMost(Installation.LONGEST_OUTAGE)
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        answers.get() >= enough || System.nanoTime() > longest || hasEnded(all));
        requireNoneEnded(all);
    }

    private static boolean hasEnded(List<Future<?>> all) {
        return all.stream().anyMatch(Future::isDone);
    }

    /** They work until they are stopped, or something must not be. */
    private static void requireNoneEnded(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            if (each.isDone()) {
                each.get();
            }
        }
        assertThat(hasEnded(all)).isFalse();
    }

    @Override
    public String toString() {
        return "kills %d, %s".formatted(killed.size(), recoveries);
    }
}
