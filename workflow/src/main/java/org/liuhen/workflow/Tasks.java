package org.liuhen.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a report waits for, and for whom: it follows from the state alone. */
public final class Tasks {
    private final ReportState report;
    private final List<Task> open = new ArrayList<>();

    private Tasks(ReportState report) {
        this.report = report;
    }

    public static List<Task> of(ReportState report) {
        Tasks tasks = new Tasks(report);
        report.sections().values().forEach(tasks::section);
        report.indicators().values().forEach(tasks::revision);
        if (Report.isReadyToForward(report)) {
            tasks.forward();
        }
        return List.copyOf(tasks.open);
    }

    private void section(SectionState section) {
        switch (section.position()) {
            case Position.Open _ ->
                    add(
                            Task.Kind.WRITE,
                            section,
                            report.route().first().key(),
                            Role.DRAFTER,
                            Set.of());
            case Position.InReview(var desk, var step) ->
                    add(Task.Kind.REVIEW, section, desk, step, Task.barredFromReview(section));
            case Position.Approved _, Position.Cleared _ -> {}
        }
    }

    private void add(
            Task.Kind kind, SectionState section, String desk, Role step, Set<String> barred) {
        open.add(
                new Task(
                        kind,
                        section.key(),
                        null,
                        null,
                        desk,
                        step,
                        section.since(),
                        section.round(),
                        barred));
    }

    private void revision(IndicatorState indicator) {
        indicator
                .openRevision()
                .ifPresent(revision ->
                        open.add(
                                new Task(
                                        Task.Kind.RULE_ON_REVISION,
                                        indicator.section(),
                                        indicator.key(),
                                        revision.id(),
                                        rulingDesk(),
                                        Role.PERFORMANCE_OFFICER,
                                        revision.requestedAt(),
                                        report.section(indicator.section())
                                                .map(SectionState::round)
                                                .orElse(1),
                                        Set.of(revision.requestedBy().id()))));
    }

    /** Since the last section came through, or the last request that held it up was settled. */
    private void forward() {
        Stream<Instant> settled =
                Revision.holdsUp(report)
                        ? report.indicators().values().stream()
                                .flatMap(indicator -> indicator.revisions().stream())
                                .map(RevisionState::settledAt)
                                .filter(Objects::nonNull)
                        : Stream.of();
        Instant since =
                Stream.concat(report.sections().values().stream().map(SectionState::since), settled)
                        .max(Instant::compareTo)
                        .orElseThrow();
        open.add(
                new Task(
                        Task.Kind.FORWARD,
                        null,
                        null,
                        null,
                        report.stage(),
                        report.route().desk(report.stage()).forwarder(),
                        since,
                        1,
                        Set.of()));
    }

    private String rulingDesk() {
        return report.route().deskOf(Role.PERFORMANCE_OFFICER).map(Desk::key).orElseThrow();
    }
}
