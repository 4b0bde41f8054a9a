package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;

import java.util.List;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;

/**
 * In which role a person gives a command. Deny by default: a command without a row here does not
 * compile.
 */
final class Mandate {
    private Mandate() {}

    /** The role in which this person opens a report. */
    static Role toOpen(OpenReport command, Person person) {
        if (person.roles().contains(Role.DRAFTER)
                && person.organisation().id().equals(command.document().departmentId())) {
            return Role.DRAFTER;
        }
        throw Refused.because(NOT_PERMITTED, "只有本部门的填报人可以建立本部门的报告，请由填报人办理。");
    }

    /** The role in which this person commands an open report. */
    static Role of(ReportState report, Person person, ReportCommand command) {
        return switch (command) {
            case OpenReport c -> toOpen(c, person);
            case ForwardReport _ -> forwarding(report, person);
            case SectionCommand.Review c -> reviewing(report, person, c);
            case SectionCommand.EditSection _,
                    SectionCommand.SubmitSection _,
                    SectionCommand.WithdrawSection _,
                    SectionCommand.ReplyToReturnItem _,
                    IndicatorCommand.SubmitActual _,
                    RevisionCommand.RequestRevision _,
                    RevisionCommand.WithdrawRevision _,
                    LineItemCommand.RecordExpenditure _ ->
                    oneOf(report, person, List.of(Role.DRAFTER));
            case RevisionCommand.Ruling _ ->
                    oneOf(report, person, List.of(Role.PERFORMANCE_OFFICER));
        };
    }

    private static Role forwarding(ReportState report, Person person) {
        if (report.isFinal()) {
            return oneOf(
                    report, person, report.route().desks().stream().map(Desk::forwarder).toList());
        }
        return oneOf(report, person, List.of(report.route().desk(report.stage()).forwarder()));
    }

    /** The present step's role; where nothing is under review, any role that ever decides. */
    private static Role reviewing(ReportState report, Person person, SectionCommand.Review c) {
        SectionState section = report.sections().get(c.section());
        if (section != null && section.position() instanceof Position.InReview(_, var step)) {
            return oneOf(report, person, List.of(step));
        }
        return oneOf(
                report,
                person,
                report.route().desks().stream().flatMap(desk -> desk.steps().stream()).toList());
    }

    private static Role oneOf(ReportState report, Person person, List<Role> roles) {
        return roles.stream()
                .filter(role -> holds(report, person, role))
                .findFirst()
                .orElseThrow(() -> notPermitted(roles));
    }

    private static boolean holds(ReportState report, Person person, Role role) {
        return person.roles().contains(role)
                && (!Visibility.isOfDepartment(report.route(), role)
                        || person.organisation().id().equals(report.departmentId()));
    }

    private static Refused notPermitted(List<Role> roles) {
        String titles = String.join("、", roles.stream().map(Role::title).distinct().toList());
        return Refused.because(NOT_PERMITTED, "您的账号没有这项职责，此操作现在请由%s办理。", titles);
    }
}
