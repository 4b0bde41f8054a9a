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
 * section head and, once that is given, for its director, in an order by the seed.
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

    /**
     * An approval that will be accepted.
     *
     * @param then what is due after it, if anything
     */
    private record Approval(Person by, ApproveSection command, @Nullable Approval then) {

        int all() {
            return then == null ? 1 : 2;
        }
    }

    /**
     * Gives the next one. What follows it is due only then: others may be at work here.
     *
     * @return the answer, or null where none is due
     */
    Outcome.@Nullable Accepted approve() {
        Approval approval = due.poll();
        if (approval == null) {
            return null;
        }
        Outcome.Accepted answer = office.give(approval.by, approval.command);
        if (approval.then != null) {
            due.add(approval.then);
        }
        return answer;
    }

    /** Opens and submits reports until at least this many approvals are due. */
    void fill(int least) throws InterruptedException, ExecutionException {
        List<Callable<Bureau>> openings = new ArrayList<>();
        int sections = Bureau.number(0).document().sections().size();
        int left = due.stream().mapToInt(Approval::all).sum();
        for (int more = least - left; more > 0; more -= 2 * sections) {
            Bureau bureau = Bureau.number(++bureaus);
            openings.add(() -> open(bureau));
        }
        List<Approval> opened = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
            for (Future<Bureau> bureau : hands.invokeAll(openings)) {
                opened.addAll(approvals(bureau.get()));
            }
        }
        Collections.shuffle(opened, random);
        due.addAll(opened);
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

    private static List<Approval> approvals(Bureau bureau) {
        ReportState report = bureau.opened();
        List<Approval> approvals = new ArrayList<>();
        for (SectionState section : report.sections().values()) {
            ApproveSection command =
                    new ApproveSection(
                            bureau.reportId(), section.key(), report.digest(section), OPINION);
            approvals.add(
                    new Approval(
                            bureau.head(),
                            command,
                            new Approval(bureau.director(), command, null)));
        }
        return approvals;
    }
}
