package org.liuhen.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.liuhen.command.Outcome;
import org.liuhen.query.Past;

/** What somebody waits for who looks at a report: the news, and the past. */
final class Looks {
    private static final int SHORT_REPORT = 10;

    private final Plan plan;
    private final Office office;
    private final Docket docket;
    private final Past past;
    private final Random random;
    final Histogram untilVisible = new Histogram(3);
    final Histogram inShortReports = new Histogram(3);
    final Histogram inTheLongReport = new Histogram(3);

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
            Docket.Approval approval = docket.next();
            if (approval == null) {
                throw new IllegalStateException("too few were prepared");
            }
            Outcome.Accepted answer = office.give(approval.by(), approval.command());
            long answered = System.nanoTime();
            if (!past.await(answer.reportId(), answer.version())) {
                throw new IllegalStateException("it does not become visible");
            }
            untilVisible.recordValue(System.nanoTime() - answered);
        }
    }

    /** Versions at random, each for the first time: of the long report, and of short ones. */
    void past() {
        String longReport = new LongReport(office.bean(EventStore.class)).write(plan.longReport());
        office.awaitReaders();
        List<Look> shorts = new ArrayList<>();
        for (int bureau = 1; shorts.size() < 2 * plan.looks(); bureau++) {
            for (int version = 1; version <= SHORT_REPORT; version++) {
                shorts.add(new Look(Bureau.number(bureau).reportId(), version));
            }
        }
        Collections.shuffle(shorts, random);
        for (int i = 0; i < 2 * plan.looks(); i++) {
            Look inLong = new Look(longReport, 1 + random.nextInt(plan.longReport()));
            boolean warm = i >= plan.looks();
            look(shorts.get(i), warm ? inShortReports : new Histogram(3));
            look(inLong, warm ? inTheLongReport : new Histogram(3));
        }
    }

    private record Look(String reportId, long version) {}

    private void look(Look look, Histogram latencies) {
        long start = System.nanoTime();
        past.at(look.reportId(), look.version());
        latencies.recordValue(System.nanoTime() - start);
    }
}
