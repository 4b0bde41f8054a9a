package org.liuhen.standalone;

import java.util.List;
import java.util.Set;
import org.liuhen.workflow.Role;

/** Where the report is, and who has to do with it there: the words of the contract. */
enum Stage {
    DEPARTMENT("尚在部门", Set.of(), Set.of(Role.DIRECTOR)),
    FINANCE_BUREAU(
            "已报送财政局",
            Set.of(Role.BUDGET_OFFICER, Role.PERFORMANCE_OFFICER),
            Set.of(Role.PERFORMANCE_OFFICER)),
    PEOPLES_CONGRESS(
            "已报送人大",
            Set.of(Role.BUDGET_OFFICER, Role.PERFORMANCE_OFFICER, Role.CONGRESS_REVIEWER),
            Set.of(Role.CONGRESS_REVIEWER)),
    FINAL(
            "已定稿",
            Set.of(Role.BUDGET_OFFICER, Role.PERFORMANCE_OFFICER, Role.CONGRESS_REVIEWER),
            Set.of(
                    Role.SECTION_HEAD,
                    Role.DIRECTOR,
                    Role.BUDGET_OFFICER,
                    Role.PERFORMANCE_OFFICER,
                    Role.CONGRESS_REVIEWER));

    static final List<Role> OF_THE_DEPARTMENT =
            List.of(Role.DRAFTER, Role.SECTION_HEAD, Role.DIRECTOR);

    private final String title;
    private final Set<Role> reached;
    private final Set<Role> deciding;

    Stage(String title, Set<Role> reached, Set<Role> deciding) {
        this.title = title;
        this.reached = reached;
        this.deciding = deciding;
    }

    String title() {
        return title;
    }

    /** The later desks' roles that see the report by now. */
    Set<Role> reached() {
        return reached;
    }

    /** Whose step section 1.1 waits for; of what is final, all who ever decide are told so. */
    Set<Role> deciding() {
        return deciding;
    }
}
