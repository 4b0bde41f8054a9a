package org.liuhen.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.liuhen.command.Outcome;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionState;

/**
 * Approvals that are due: sections of many reports, submitted beforehand, each first for its
 * section head and later for its director, in an order by the seed.
 */
final class Docket {
    private static final int HANDS = 8;
    private static final String OPINION = "内容完整，数据与佐证材料一致，同意报送。";

    private final Giving office;
    private final Random random;
    private final Queue<Approval> due = new ConcurrentLinkedQueue<>();
    private int bureaus;

    /** How commands get to an office. */
    interface Giving {
        Outcome.Accepted give(Person person, ReportCommand command);
    }

    Docket(Giving office, long seed) {
        this.office = office;
        this.random = new Random(seed);
    }

    /** An approval that will be accepted. */
    record Approval(Person by, ApproveSection command) {}

    /** The next one, or null where none is left. */
    @Nullable Approval next() {
        return due.poll();
    }

    int size() {
        return due.size();
    }

    /** Opens and submits reports until at least this many approvals are due. */
    void fill(int least) throws InterruptedException, ExecutionException {
        List<Callable<Bureau>> openings = new ArrayList<>();
        int sections = Bureau.number(0).document().sections().size();
        for (int more = least - due.size(); more > 0; more -= 2 * sections) {
            Bureau bureau = Bureau.number(++bureaus);
            openings.add(() -> open(bureau));
        }
        List<Approval> heads = new ArrayList<>();
        List<Approval> directors = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
            for (Future<Bureau> opened : hands.invokeAll(openings)) {
                Bureau bureau = opened.get();
                heads.addAll(approvals(bureau, bureau.head()));
                directors.addAll(approvals(bureau, bureau.director()));
            }
        }
        Collections.shuffle(heads, random);
        Collections.shuffle(directors, random);
        due.addAll(heads);
        due.addAll(directors);
    }

    private Bureau open(Bureau bureau) {
        office.give(bureau.drafter(), new OpenReport(bureau.document()));
        bureau.document()
                .sections()
                .forEach(section ->
                        office.give(
                                bureau.drafter(),
                                new SubmitSection(bureau.reportId(), section.key(), null)));
        return bureau;
    }

    private static List<Approval> approvals(Bureau bureau, Person by) {
        ReportState report = bureau.opened();
        List<Approval> approvals = new ArrayList<>();
        for (SectionState section : report.sections().values()) {
            approvals.add(
                    new Approval(
                            by,
                            new ApproveSection(
                                    bureau.reportId(),
                                    section.key(),
                                    report.digest(section),
                                    OPINION)));
        }
        return approvals;
    }
}
