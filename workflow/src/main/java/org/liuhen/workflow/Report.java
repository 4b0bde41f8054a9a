package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.REPORT_EXISTS;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportEvent.ReportFinalized;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportEvent.ReportOpened;

/**
 * The whole report: decides what happens on a command, and what a fact makes of the state. Each
 * noun decides for itself; here is what concerns several.
 */
public final class Report {
    private static final int NAMED = 5;

    private Report() {}

    /**
     * What was decided.
     *
     * @param by the person in the role they acted in
     * @param events what happened, in order; none where the command would change nothing
     */
    public record Decision(Actor by, List<ReportEvent> events) {
        public Decision {
            events = List.copyOf(events);
        }
    }

    /**
     * Decides a command.
     *
     * @param report the report as it stands, or null where none is open
     * @throws Refused where a rule forbids it; then nothing has happened
     */
    public static Decision decide(
            @Nullable ReportState report, Person person, ReportCommand command) {
        if (command instanceof OpenReport open) {
            return open(report, person, open);
        }
        if (report == null || !mayKnowOf(report, person, command)) {
            throw Refused.because(NOT_FOUND, "没有找到这份报告，请核对编号；未报送到您单位的报告不能查看。");
        }
        Actor by = person.as(Mandate.of(report, person, command));
        return new Decision(
                by,
                switch (command) {
                    case OpenReport _ -> throw new IllegalStateException("opened above");
                    case ForwardReport c -> forward(report, c);
                    case SectionCommand c -> Section.decide(report, by, c);
                    case IndicatorCommand c -> Indicator.decide(report, c);
                    case RevisionCommand c -> Revision.decide(report, by, c);
                    case LineItemCommand c -> LineItem.decide(report, c);
                });
    }

    /** What a recorded fact makes of the report. The first is always its opening. */
    public static ReportState evolve(@Nullable ReportState report, Recorded recorded) {
        if (recorded.event() instanceof ReportOpened opened) {
            if (report != null) {
                throw new IllegalArgumentException("a report is opened once in its history");
            }
            return opened(opened, recorded.by(), recorded.at()).counted();
        }
        if (report == null) {
            throw new IllegalArgumentException("a history begins with the opening of its report");
        }
        ReportState next =
                switch (recorded.event()) {
                    case ReportOpened _ -> throw new IllegalStateException("opened above");
                    case ReportForwarded e -> forwarded(report, e, recorded.at());
                    case ReportFinalized _ -> finalised(report, recorded.at());
                    case SectionEvent e -> Section.evolve(report, e, recorded);
                    case IndicatorEvent e -> Indicator.evolve(report, e, recorded.by());
                    case RevisionEvent e -> Revision.evolve(report, e, recorded);
                    case LineItemEvent e -> LineItem.evolve(report, e, recorded.by());
                };
        return next.counted();
    }

    /** Finance rules on a target before the report is forwarded, and sees the request alone. */
    private static boolean mayKnowOf(ReportState report, Person person, ReportCommand command) {
        return Visibility.maySee(report, person)
                || (command instanceof RevisionCommand.Ruling ruling
                        && person.roles().contains(Role.PERFORMANCE_OFFICER)
                        && report.indicator(ruling.indicator())
                                .flatMap(i -> i.revision(ruling.revisionId()))
                                .isPresent());
    }

    private static Decision open(@Nullable ReportState report, Person person, OpenReport command) {
        Actor by = person.as(Mandate.toOpen(command, person));
        DocumentRules.check(command.document());
        if (report != null) {
            throw Refused.because(REPORT_EXISTS, "本部门%d年度的报告已经建立，请直接打开它填报。", report.fiscalYear());
        }
        return new Decision(
                by, List.of(new ReportOpened(command.document(), Route.SELF_EVALUATION)));
    }

    private static List<ReportEvent> forward(ReportState report, ForwardReport command) {
        Faults faults = new Faults();
        faults.text("opinion", command.opinion());
        faults.throwIfAny();
        if (report.isFinal()) {
            throw Refused.because(WRONG_STATE, "报告已经定稿，不必再报送。");
        }
        String stage = report.stage();
        List<SectionState> waiting = notYetApproved(report);
        if (!waiting.isEmpty()) {
            throw Refused.because(
                    WRONG_STATE, "还有%d个章节没有通过：%s。请待全部通过后再报送。", waiting.size(), named(waiting));
        }
        Revision.blocking(report)
                .ifPresent(indicator -> {
                    throw Refused.because(
                            WRONG_STATE, "指标“%s”的调整申请还没有批复，请先批复或由申请人撤回。", indicator.name());
                });
        return report.route()
                .after(stage)
                .<List<ReportEvent>>map(
                        to -> List.of(new ReportForwarded(stage, to.key(), command.opinion())))
                .orElseGet(() -> List.of(new ReportFinalized(stage, command.opinion())));
    }

    /** Whether nothing but the forwarding itself keeps the report at its desk. */
    static boolean isReadyToForward(ReportState report) {
        return !report.isFinal()
                && notYetApproved(report).isEmpty()
                && Revision.blocking(report).isEmpty();
    }

    /** The first few by name. */
    private static String named(List<SectionState> sections) {
        String names =
                sections.stream()
                        .limit(NAMED)
                        .map(section -> "“" + section.title() + "”")
                        .collect(Collectors.joining("、"));
        return sections.size() > NAMED ? names + "等" : names;
    }

    private static List<SectionState> notYetApproved(ReportState report) {
        Position approved = new Position.Approved(report.stage());
        return report.sections().values().stream()
                .filter(section -> !section.position().equals(approved))
                .toList();
    }

    private static ReportState opened(ReportOpened opened, Actor by, Instant at) {
        ReportDocument document = opened.document();
        Map<String, SectionState> sections = new LinkedHashMap<>();
        for (var s : document.sections()) {
            sections.put(
                    s.key(),
                    new SectionState(
                            s.key(),
                            s.printedNumber(),
                            s.title(),
                            s.chapter(),
                            new SectionText(s.blocks(), 1, by),
                            new Standing(new Position.Draft(), at),
                            Round.first(by),
                            by,
                            List.of()));
        }
        Map<String, IndicatorState> indicators = new LinkedHashMap<>();
        for (var i : document.indicators()) {
            indicators.put(
                    i.key(),
                    new IndicatorState(
                            i.key(),
                            i.section(),
                            i.category(),
                            i.name(),
                            i.target(),
                            i.target(),
                            i.actual(),
                            null,
                            i.actual() != null && i.actual().value() != null,
                            List.of()));
        }
        Map<String, LineItemState> lines = new LinkedHashMap<>();
        for (var l : document.lineItems()) {
            lines.put(
                    l.key(),
                    new LineItemState(
                            l.key(),
                            l.section(),
                            l.name(),
                            l.parent(),
                            l.relation(),
                            l.unit(),
                            l.initialBudget(),
                            l.adjustedBudget(),
                            l.executed(),
                            l.statedRate()));
        }
        return new ReportState(
                document.reportId(),
                0,
                document.departmentId(),
                document.fiscalYear(),
                document.type(),
                document.title(),
                opened.route(),
                opened.route().first().key(),
                sections,
                indicators,
                lines);
    }

    private static ReportState forwarded(ReportState report, ReportForwarded e, Instant at) {
        Role firstStep = report.route().desk(e.to()).steps().getFirst();
        return allMoved(report, e.to(), new Position.InReview(e.to(), firstStep), at);
    }

    private static ReportState finalised(ReportState report, Instant at) {
        return allMoved(report, Route.FINAL, new Position.Cleared(), at);
    }

    private static ReportState allMoved(
            ReportState report, String stage, Position position, Instant at) {
        Map<String, SectionState> moved = new LinkedHashMap<>();
        report.sections().forEach((key, section) -> moved.put(key, section.moved(position, at)));
        return report.at(stage, moved);
    }
}
