package org.liuhen.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.liuhen.command.Outcome;
import org.liuhen.query.Past;

/** What somebody waits for who looks at a report: the news, and the past. */
final class Looks {
    private final Plan plan;
    private final Office office;
    private final Docket docket;
    private final Past past;
    private final Random random;
    final Histogram untilVisible = new Histogram(3);
    final Map<Integer, Histogram> inReports = new LinkedHashMap<>();

    Looks(Plan plan, Office office, Docket docket) {
        this.plan = plan;
        this.office = office;
        this.docket = docket;
        this.past = office.bean(Past.class);
        this.random = new Random(plan.seed());
    }

    /** From the answer to a command until a question for its version is answered. */
    void news() throws Exception {
        docket.fill(plan.looks());
        office.startReaders();
        office.awaitReaders();
        for (int i = 0; i < plan.looks(); i++) {
            Outcome.Accepted answer = docket.approve();
            if (answer == null) {
                throw new IllegalStateException("too few were prepared");
            }
            long answered = System.nanoTime();
            if (!past.await(answer.reportId(), answer.version())) {
                throw new IllegalStateException("it does not become visible");
            }
            untilVisible.recordValue(System.nanoTime() - answered);
        }
    }

    /** Versions at random, each for the first time, of reports of every length. */
    void past() {
        List<Look> looks = new ArrayList<>();
        for (int length : plan.reports()) {
            String report = new LongReport(office.bean(EventStore.class), -length).write(length);
            List<Integer> versions =
                    new ArrayList<>(IntStream.rangeClosed(1, length).boxed().toList());
            Collections.shuffle(versions, random);
            versions.stream()
                    .limit(2L * plan.looks())
                    .forEach(version -> looks.add(new Look(report, version, length)));
            inReports.put(length, new Histogram(3));
        }
        office.awaitReaders();
        Collections.shuffle(looks, random);
        Histogram warmingUp = new Histogram(3);
        looks.stream().limit(looks.size() / 4).forEach(look -> look(look, warmingUp));
        office.forgetThePast();
        looks.forEach(look -> look(look, inReports.getOrDefault(look.length, warmingUp)));
    }

    private record Look(String reportId, long version, int length) {}

    private void look(Look look, Histogram latencies) {
        long start = System.nanoTime();
        past.at(look.reportId(), look.version());
        latencies.recordValue(System.nanoTime() - start);
    }
}
