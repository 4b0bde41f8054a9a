package org.liuhen.workflow;

/**
 * Who may see a report: a department its own; a later desk once the report has been forwarded to
 * it, and ever after; the auditor every one; the three administrators none.
 */
public final class Visibility {
    private Visibility() {}

    public static boolean maySee(ReportState report, Person person) {
        return person.roles().stream().anyMatch(role -> maySee(report, person, role));
    }

    private static boolean maySee(ReportState report, Person person, Role role) {
        if (role == Role.AUDITOR) {
            return true;
        }
        if (isOfDepartment(report.route(), role)) {
            return person.organisation().id().equals(report.departmentId());
        }
        return report.route().deskOf(role).filter(desk -> reached(report, desk)).isPresent();
    }

    private static boolean reached(ReportState report, Desk desk) {
        return report.route().indexOf(desk.key()) <= report.route().indexOf(report.stage());
    }

    /** Whether the role counts only within the report's own department. */
    static boolean isOfDepartment(Route route, Role role) {
        return role == Role.DRAFTER || route.first().steps().contains(role);
    }
}
