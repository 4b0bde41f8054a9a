package org.liuhen.query.audit;

import static org.liuhen.query.audit.Figures.told;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Footprint;
import org.liuhen.views.Step;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.IndicatorEvent;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemEvent.ExpenditureRecorded;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionState;

/**
 * One reading of a report's history from the first event on: every decision, and everything that an
 * auditor looks at twice. Not safe for use by several threads.
 */
final class Examination {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final AuditSettings settings;
    private final WorkingHours hours;
    private final List<Ruling> rulings = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Given> actualGiven = new HashMap<>();
    private final Map<String, SectionRecord> sections = new HashMap<>();
    private final DecidedAgain again;
    private @Nullable ReportState state;
    private boolean spoilt;

    /** Roles are those the account history knows; where it knows none, those the events name. */
    Examination(AuditSettings settings, AccountHistory accounts) {
        this.settings = settings;
        this.again = new DecidedAgain(accounts);
        this.hours = settings.workingHours();
    }

    /** The report after the last event that was read; absent before the first. */
    @Nullable ReportState state() {
        return state;
    }

    /** About how many bytes it takes. */
    int weight() {
        long entries = 500L * (rulings.size() + findings.size());
        return Math.clamp(
                entries + (state == null ? 0 : Footprint.of(state)), 1, Integer.MAX_VALUE);
    }

    /** Whether an event was read by half, so that this reading is of no use any more. */
    boolean isSpoilt() {
        return spoilt;
    }

    List<Ruling> rulings() {
        return rulings;
    }

    Present present(ReportState now) {
        return new Present(now, sections);
    }

    List<Finding> findings() {
        return findings;
    }

    /** Reads the next event. */
    void read(Step step) {
        spoilt = true;
        findings.addAll(again.read(step));
        outsideWorkingHours(step);
        figures(step);
        Ruling.of(step)
                .ifPresent(ruling -> {
                    if (ruling instanceof Ruling.OnSection decision) {
                        withinSeconds(step, decision);
                        twice(decision);
                        ownWork(decision);
                        repeatedly(decision);
                        record(decision.section()).add(decision);
                    }
                    rulings.add(ruling);
                });
        Contribution.to(step).ifPresent(section -> record(section).contributed(Entry.of(step)));
        if (step.event() instanceof SectionReviewRestarted e) {
            record(e.section()).restarted(e.desk(), step.version());
        }
        state = step.after();
        spoilt = false;
    }

    private void outsideWorkingHours(Step step) {
        if (!hours.include(step.at())) {
            find(
                    Finding.Kind.OUTSIDE_WORKING_HOURS,
                    Entry.of(step),
                    About.NOTHING,
                    "在工作时间以外办理：北京时间" + TIME.format(WorkingHours.beijing(step.at())),
                    List.of());
        }
    }

    /** A figure that somebody has already approved, or a target whose outcome is known. */
    private void figures(Step step) {
        ReportState before = step.before();
        switch (step.event()) {
            case IndicatorEvent e -> {
                IndicatorState then = indicator(Objects.requireNonNull(before), e.indicator());
                if (!Objects.equals(then.actual(), e.actual())) {
                    changed(
                            step,
                            About.of(then),
                            "指标“%s”完成值由%s改为%s"
                                    .formatted(then.name(), told(then.actual()), told(e.actual())));
                    if (e.actual().value() != null) {
                        actualGiven.put(e.indicator(), new Given(e.actual(), step.version()));
                    }
                }
            }
            case RevisionApproved e -> {
                IndicatorState then = indicator(Objects.requireNonNull(before), e.indicator());
                IndicatorState now = indicator(step.after(), e.indicator());
                String change =
                        "指标“%s”目标值由%s调整为%s"
                                .formatted(then.name(), told(then.target()), told(now.target()));
                if (then.onceGiven()) {
                    Given given = given(then);
                    find(
                            Finding.Kind.TARGET_REVISED_AFTER_ACTUAL,
                            Entry.of(step),
                            About.of(then),
                            "完成值%s已知之后，%s".formatted(told(given.actual), change),
                            List.of(given.version));
                }
                changed(step, About.of(then), change);
            }
            case ExpenditureRecorded e -> {
                LineItemState then =
                        Objects.requireNonNull(before).lineItem(e.lineItem()).orElseThrow();
                changed(
                        step,
                        About.of(then),
                        "资金项目“%s”由 年初预算%s、调整预算%s、支出%s 改为 年初预算%s、调整预算%s、支出%s"
                                .formatted(
                                        then.name(),
                                        told(then.initialBudget()),
                                        told(then.adjustedBudget()),
                                        told(then.executed()),
                                        told(e.initialBudget()),
                                        told(e.adjustedBudget()),
                                        told(e.executed())));
            }
            case ReportOpened _,
                    ReportForwarded _,
                    ReportFinalized _,
                    SectionEvent.SectionEdited _,
                    SectionEvent.SectionSubmitted _,
                    SectionEvent.SectionWithdrawn _,
                    SectionEvent.ReturnItemReplied _,
                    SectionEvent.SectionApproved _,
                    SectionEvent.SectionReturned _,
                    SectionEvent.SectionReviewRestarted _,
                    RevisionRequested _,
                    RevisionRejected _,
                    RevisionWithdrawn _ -> {} // no figure changes
        }
    }

    private void changed(Step step, About about, String change) {
        SectionRecord record = record(String.valueOf(about.section));
        Entry last = record.lastApproval();
        if (last != null) {
            find(
                    Finding.Kind.FIGURE_CHANGED_AFTER_APPROVAL,
                    Entry.of(step),
                    about,
                    "%s %s于第%d版审核通过之后，%s"
                            .formatted(
                                    last.by().organisation().name(),
                                    last.by().name(),
                                    last.version(),
                                    change),
                    record.approvals());
        }
    }

    private void withinSeconds(Step step, Ruling.OnSection decision) {
        SectionState section =
                Objects.requireNonNull(step.before()).section(decision.section()).orElseThrow();
        Duration taken = Duration.between(section.since(), step.at());
        if (taken.compareTo(settings.shortestReview()) < 0) {
            find(
                    Finding.Kind.DECIDED_WITHIN_SECONDS,
                    decision.entry(),
                    About.section(decision.section()),
                    "章节“%s”到达后%d秒即作出决定".formatted(section.title(), taken.toSeconds()),
                    List.of());
        }
    }

    /** The same step in a later round is the same duty; another step is a second pair of eyes. */
    private void twice(Ruling.OnSection decision) {
        Entry entry = decision.entry();
        record(decision.section())
                .inAnotherRole(entry)
                .ifPresent(earlier ->
                        find(
                                Finding.Kind.DECIDED_TWICE,
                                entry,
                                About.section(decision.section()),
                                "%s先以%s、又以%s身份审核同一章节"
                                        .formatted(
                                                entry.by().name(),
                                                earlier.by().role().title(),
                                                entry.by().role().title()),
                                List.of(earlier.version())));
    }

    /** In this round the rules forbid it; what was written in an earlier one may still be there. */
    private void ownWork(Ruling.OnSection decision) {
        Entry entry = decision.entry();
        record(decision.section())
                .contributionOf(entry)
                .ifPresent(earlier ->
                        find(
                                Finding.Kind.DECIDED_OWN_WORK,
                                entry,
                                About.section(decision.section()),
                                "%s审核了自己在第%d版填报过的章节"
                                        .formatted(entry.by().name(), earlier.version()),
                                List.of(earlier.version())));
    }

    private void repeatedly(Ruling.OnSection decision) {
        SectionRecord record = record(decision.section());
        if (decision.kind() == Decision.Kind.RETURNED
                && record.returned() >= settings.mostReturns()) {
            find(
                    Finding.Kind.RETURNED_REPEATEDLY,
                    decision.entry(),
                    About.section(decision.section()),
                    "同一章节第%d次退回".formatted(record.returned() + 1),
                    record.returns());
        }
    }

    private SectionRecord record(String section) {
        return sections.computeIfAbsent(section, _ -> new SectionRecord());
    }

    /** What a finding is about. */
    private record About(
            @Nullable String section, @Nullable String indicator, @Nullable String lineItem) {
        static final About NOTHING = new About(null, null, null);

        static About section(String key) {
            return new About(key, null, null);
        }

        static About of(IndicatorState indicator) {
            return new About(indicator.section(), indicator.key(), null);
        }

        static About of(LineItemState line) {
            return new About(line.section(), null, line.key());
        }
    }

    private void find(
            Finding.Kind kind, Entry entry, About about, String sentence, List<Long> related) {
        findings.add(
                new Finding(
                        kind.text(),
                        entry.version(),
                        entry.eventId(),
                        entry.at(),
                        entry.by(),
                        about.section,
                        about.indicator,
                        about.lineItem,
                        sentence,
                        related));
    }

    private static IndicatorState indicator(ReportState report, String key) {
        return report.indicator(key).orElseThrow();
    }

    /** The last value an indicator was given, and when; it may have been taken back since. */
    private record Given(@Nullable Actual actual, long version) {}

    /** Where it was not given since, it was given with the report's opening. */
    private Given given(IndicatorState indicator) {
        return actualGiven.getOrDefault(indicator.key(), new Given(indicator.actual(), 1));
    }
}
