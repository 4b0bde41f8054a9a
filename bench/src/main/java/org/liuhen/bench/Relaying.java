package org.liuhen.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.liuhen.command.Outcome;

/** What Kafka between the services costs, beside Kafka's own measure of the same broker. */
final class Relaying {
    private static final Pattern TOOL_SAID = Pattern.compile("([0-9.]+) records/sec");
    private static final double LOAD = 0.3;

    private final Plan plan;
    private final Apart apart;
    private final Docket docket;
    private final List<Round> rounds = new ArrayList<>();
    private double rebuilt;
    private double fullLoad;
    final Histogram untilVisible = new ConcurrentHistogram(3);

    Relaying(Plan plan, Apart apart) {
        this.plan = plan;
        this.apart = apart;
        this.docket = new Docket(apart::give, plan.seed());
    }

    /** In records per second. */
    record Round(double tool, double relay) {}

    List<Round> rounds() {
        return List.copyOf(rounds);
    }

    long events() {
        return apart.events();
    }

    double rebuilt() {
        return rebuilt;
    }

    double fullLoad() {
        return fullLoad;
    }

    void measure() throws Exception {
        apart.stopReaders();
        for (int i = 0; i <= plan.rounds(); i++) {
            apart.stopRelay();
            long before = apart.events();
            new LongReport(apart.store(), -1 - i).write(plan.relayed());
            long start = System.nanoTime();
            apart.startRelay();
            apart.awaitRelay();
            double relay = perSecond(apart.events() - before, start);
            if (i > 0) { // the first warms up
                rounds.add(new Round(tool(), relay));
            }
        }
        apart.resetReaders();
        long start = System.nanoTime();
        apart.startReaders();
        apart.awaitReaders();
        rebuilt = perSecond(apart.events(), start);
        visible();
    }

    /** Kafka's own, with the same settings and records of the same size. */
    private double tool() throws IOException, InterruptedException {
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.apache.kafka.tools.ProducerPerformance",
                                "--topic",
                                Apart.TOPIC + ".tool",
                                "--num-records",
                                String.valueOf(plan.relayed()),
                                "--record-size",
                                String.valueOf(apart.recordSize()),
                                "--throughput",
                                "-1",
                                "--producer-props",
                                "bootstrap.servers=" + apart.broker().address(),
                                "acks=all",
                                "compression.type=lz4",
                                "batch.size=262144",
                                "linger.ms=5")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double rate = 0;
        for (Matcher found = TOOL_SAID.matcher(said); found.find(); ) {
            rate = Double.parseDouble(found.group(1));
        }
        if (tool.waitFor() != 0 || rate == 0) {
            throw new IOException("the tool failed: " + said);
        }
        return rate;
    }

    /** At a steady part of the load that a single client can make. */
    private void visible() throws ExecutionException, InterruptedException {
        docket.fill(plan.looks());
        apart.awaitReaders();
        long start = System.nanoTime();
        int given = 0;
        while (System.nanoTime() - start < plan.block().toNanos()) {
            give();
            given++;
        }
        fullLoad = perSecond(given, start);
        docket.fill(plan.looks());
        apart.awaitRelay();
        apart.awaitReaders();
        long every = (long) (1e9 / (LOAD * fullLoad));
        long next = System.nanoTime();
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < plan.looks(); i++) {
                next += every;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                Outcome.Accepted answer = give();
                long answered = System.nanoTime();
                waiting.execute(() -> look(answer, answered));
            }
        }
    }

    private void look(Outcome.Accepted answer, long answered) {
        if (!apart.past().await(answer.reportId(), answer.version())) {
            throw new IllegalStateException("it does not become visible");
        }
        untilVisible.recordValue(System.nanoTime() - answered);
    }

    private Outcome.Accepted give() throws ExecutionException, InterruptedException {
        Outcome.Accepted answer = docket.approve();
        while (answer == null) {
            docket.fill(plan.looks());
            answer = docket.approve();
        }
        return answer;
    }

    private static double perSecond(long events, long start) {
        return events * 1e9 / (System.nanoTime() - start);
    }
}
