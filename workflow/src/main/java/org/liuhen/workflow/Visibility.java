package org.liuhen.workflow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may see a report: a department its own; a later desk once the report has been forwarded to
 * it, and ever after; the auditor every one; the three administrators none.
 */
public final class Visibility {
    private Visibility() {}

    public static boolean maySee(ReportState report, Person person) {
        if (person.organisation().id().equals(report.departmentId())
                && person.roles().stream().anyMatch(role -> isOfDepartment(report.route(), role))) {
            return true;
        }
        return person.roles().stream().anyMatch(admitted(report)::contains);
    }

    /** The roles that may see the report whatever their holder's organisation. */
    public static Set<Role> admitted(ReportState report) {
        Route route = report.route();
        Set<Role> admitted = EnumSet.of(Role.AUDITOR);
        List<Desk> reached =
                route.desks()
                        .subList(
                                1,
                                Math.min(route.indexOf(report.stage()) + 1, route.desks().size()));
        reached.forEach(desk -> admitted.addAll(desk.steps()));
        admitted.removeIf(role -> isOfDepartment(route, role));
        return admitted;
    }

    /** Whether the role counts only within the report's own department. */
    public static boolean isOfDepartment(Route route, Role role) {
        return role == Role.DRAFTER || route.first().steps().contains(role);
    }
}
