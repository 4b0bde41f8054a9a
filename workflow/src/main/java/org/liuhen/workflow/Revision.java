package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;
import static org.liuhen.workflow.RefusalCode.SEGREGATION_OF_DUTIES;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionCommand.WithdrawRevision;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;

/** How a target is changed: asked for with a basis, ruled on by finance, effective on approval. */
final class Revision {
    private Revision() {}

    static List<ReportEvent> decide(ReportState report, Actor by, RevisionCommand command) {
        IndicatorState indicator = Indicator.find(report, command.indicator());
        return switch (command) {
            case RequestRevision c -> request(report, indicator, c);
            case ApproveRevision c -> approve(report, indicator, by, c);
            case RejectRevision c -> {
                ruledOn(indicator, by, c.revisionId());
                Faults faults = new Faults();
                faults.required("reason", c.reason(), "不同意的理由");
                faults.throwIfAny();
                yield List.of(
                        new RevisionRejected(
                                c.indicator(), c.revisionId(), String.valueOf(c.reason())));
            }
            case WithdrawRevision c -> withdraw(indicator, by, c);
        };
    }

    static ReportState evolve(ReportState report, RevisionEvent event, Recorded recorded) {
        IndicatorState indicator = Indicator.find(report, event.indicator());
        return switch (event) {
            case RevisionRequested e ->
                    report.with(
                                    indicator.asked(
                                            new RevisionState(
                                                    e.revisionId(),
                                                    e.target(),
                                                    e.reason(),
                                                    e.basis(),
                                                    RevisionState.Status.OPEN,
                                                    recorded.by(),
                                                    recorded.at(),
                                                    null,
                                                    null,
                                                    null)))
                            .contributed(indicator.section(), recorded.by());
            case RevisionApproved e ->
                    contributedByRequester(
                            settled(
                                    report,
                                    indicator,
                                    e,
                                    RevisionState.Status.APPROVED,
                                    recorded,
                                    e.reason()),
                            e);
            case RevisionRejected e ->
                    settled(
                            report,
                            indicator,
                            e,
                            RevisionState.Status.REJECTED,
                            recorded,
                            e.reason());
            case RevisionWithdrawn e ->
                    settled(
                            report,
                            indicator,
                            e,
                            RevisionState.Status.WITHDRAWN,
                            recorded,
                            e.reason());
        };
    }

    /** A report does not pass the desk that rules on targets while one is still asked for. */
    static Optional<IndicatorState> blocking(ReportState report) {
        return holdsUp(report)
                ? report.indicators().values().stream()
                        .filter(indicator -> indicator.openRevision().isPresent())
                        .findFirst()
                : Optional.empty();
    }

    /** Whether the report is at the desk that rules on targets, or past it. */
    static boolean holdsUp(ReportState report) {
        Route route = report.route();
        int ruling =
                route.deskOf(Role.PERFORMANCE_OFFICER)
                        .map(desk -> route.indexOf(desk.key()))
                        .orElse(0);
        return route.indexOf(report.stage()) >= ruling;
    }

    private static List<ReportEvent> request(
            ReportState report, IndicatorState indicator, RequestRevision c) {
        Section.refuseUnlessOpen(report, indicator.section());
        Faults faults = new Faults();
        DocumentRules.target(faults, "target", c.target());
        faults.required("reason", c.reason(), "调整理由");
        faults.required("basis", c.basis(), "调整依据");
        if (c.target().equals(indicator.target())) {
            faults.add("target", "申请的目标值与现行目标值相同，不必调整");
        }
        faults.throwIfAny();
        if (indicator.openRevision().isPresent()) {
            throw Refused.because(WRONG_STATE, "该指标已有一项调整申请等待批复，请待其批复或撤回后再申请。");
        }
        if (indicator.revision(c.revisionId()).isPresent()) {
            throw Refused.because(WRONG_STATE, "这个编号的调整申请已经办结，请以新的编号重新申请。");
        }
        return List.of(
                new RevisionRequested(
                        c.indicator(),
                        c.revisionId(),
                        c.target(),
                        String.valueOf(c.reason()),
                        String.valueOf(c.basis())));
    }

    /** Content that changes under review is decided on anew, from the desk's first step. */
    private static List<ReportEvent> approve(
            ReportState report, IndicatorState indicator, Actor by, ApproveRevision c) {
        ruledOn(indicator, by, c.revisionId());
        Faults faults = new Faults();
        faults.text("reason", c.reason());
        faults.throwIfAny();
        List<ReportEvent> events = new ArrayList<>();
        events.add(new RevisionApproved(c.indicator(), c.revisionId(), c.reason()));
        report.section(indicator.section())
                .filter(section -> !section.deciders().isEmpty())
                .ifPresent(section -> restart(section, c, events));
        return events;
    }

    private static void restart(SectionState section, ApproveRevision c, List<ReportEvent> events) {
        switch (section.position()) {
            case Position.InReview(var desk, _) ->
                    events.add(
                            new SectionReviewRestarted(
                                    section.key(), desk, section.round() + 1, c.revisionId()));
            case Position.Approved(var desk) ->
                    events.add(
                            new SectionReviewRestarted(
                                    section.key(), desk, section.round() + 1, c.revisionId()));
            case Position.Open _, Position.Cleared _ -> {}
        }
    }

    private static List<ReportEvent> withdraw(
            IndicatorState indicator, Actor by, WithdrawRevision c) {
        RevisionState revision = open(indicator, c.revisionId());
        if (!revision.requestedBy().id().equals(by.id())) {
            throw Refused.because(NOT_PERMITTED, "只有申请人本人可以撤回调整申请，请联系申请人办理。");
        }
        Faults faults = new Faults();
        faults.text("reason", c.reason());
        faults.throwIfAny();
        return List.of(new RevisionWithdrawn(c.indicator(), c.revisionId(), c.reason()));
    }

    /** Nobody rules on what they asked for themselves. */
    private static void ruledOn(IndicatorState indicator, Actor by, String id) {
        if (open(indicator, id).requestedBy().id().equals(by.id())) {
            throw Refused.because(SEGREGATION_OF_DUTIES, "这项调整是您本人申请的，不能由您批复，请由他人办理。");
        }
    }

    private static RevisionState open(IndicatorState indicator, String id) {
        RevisionState revision =
                indicator
                        .revision(id)
                        .orElseThrow(() -> Refused.because(NOT_FOUND, "没有找到这项指标调整申请，请核对编号。"));
        if (revision.status() != RevisionState.Status.OPEN) {
            throw Refused.because(WRONG_STATE, "这项指标调整申请已经办结，不能再次办理；如仍须调整，请重新申请。");
        }
        return revision;
    }

    /** An approved target is content of this round, whenever it was asked for. */
    private static ReportState contributedByRequester(ReportState report, RevisionApproved e) {
        IndicatorState indicator = Indicator.find(report, e.indicator());
        String requester = indicator.revision(e.revisionId()).orElseThrow().requestedBy().id();
        return report.section(indicator.section())
                .map(section -> report.with(section.contributedAlso(requester)))
                .orElse(report);
    }

    private static ReportState settled(
            ReportState report,
            IndicatorState indicator,
            RevisionEvent event,
            RevisionState.Status status,
            Recorded recorded,
            @Nullable String why) {
        RevisionState revision = open(indicator, event.revisionId());
        return report.with(indicator.settled(revision.settled(status, recorded, why)));
    }
}
