package org.liuhen.workflow;

import static org.liuhen.workflow.Desk.DRAFTER;
import static org.liuhen.workflow.Role.BUDGET_OFFICER;
import static org.liuhen.workflow.Role.CONGRESS_REVIEWER;
import static org.liuhen.workflow.Role.DIRECTOR;
import static org.liuhen.workflow.Role.PERFORMANCE_OFFICER;
import static org.liuhen.workflow.Role.SECTION_HEAD;

import java.util.List;
import java.util.Optional;

/**
 * The desks a report passes, in order. A value: it is written into the report when it opens, and
 * that report keeps it whatever the rules become later.
 */
public record Route(List<Desk> desks) {

    // spotless:off
    /** 部门整体支出绩效自评: department, finance bureau (预算科 then 绩效科), people's congress. */
    public static final Route SELF_EVALUATION =
            new Route(
                    List.of(
                            //       desk                 title          who decides, in order
                            //                    may return to
                            new Desk(
                                    "DEPARTMENT",
                                    "部门",
                                    List.of(SECTION_HEAD, DIRECTOR),
                                    List.of(DRAFTER)),
                            new Desk(
                                    "FINANCE_BUREAU",
                                    "财政局",
                                    List.of(BUDGET_OFFICER, PERFORMANCE_OFFICER),
                                    List.of(DRAFTER, "DEPARTMENT")),
                            new Desk(
                                    "PEOPLES_CONGRESS",
                                    "人大预算工委",
                                    List.of(CONGRESS_REVIEWER),
                                    List.of(DRAFTER, "DEPARTMENT", "FINANCE_BUREAU"))));

    // spotless:on

    /** The stage of a report that has passed every desk. */
    public static final String FINAL = "FINAL";

    public Route {
        desks = List.copyOf(desks);
    }

    public Desk first() {
        return desks.getFirst();
    }

    /** The desk of that key. */
    public Desk desk(String key) {
        return desks.get(indexOf(key));
    }

    /**
     * How far along the route a stage is: 0 for the first desk, {@code desks().size()} for final.
     */
    public int indexOf(String stage) {
        for (int i = 0; i < desks.size(); i++) {
            if (desks.get(i).key().equals(stage)) {
                return i;
            }
        }
        if (stage.equals(FINAL)) {
            return desks.size();
        }
        throw new IllegalArgumentException("no such desk: " + stage);
    }

    /** The desk after this one, if any. */
    public Optional<Desk> after(String key) {
        int next = indexOf(key) + 1;
        return next < desks.size() ? Optional.of(desks.get(next)) : Optional.empty();
    }

    /** The desk at which this role decides, if any. */
    public Optional<Desk> deskOf(Role role) {
        return desks.stream().filter(desk -> desk.steps().contains(role)).findFirst();
    }
}
