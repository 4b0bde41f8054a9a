package org.liuhen.access;

import java.util.Optional;
import org.liuhen.workflow.Role;

/** What an organisation is, and so which roles its people may have. */
enum OrganisationKind {
    DEPARTMENT("部门"),
    FINANCE_BUREAU("财政局"),
    PEOPLES_CONGRESS("人大"),
    AUDIT_OFFICE("审计机关");

    private final String title;

    OrganisationKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Where alone this role belongs; the administrators of the system may be anywhere. */
    static Optional<OrganisationKind> of(Role role) {
        return switch (role) {
            case DRAFTER, SECTION_HEAD, DIRECTOR -> Optional.of(DEPARTMENT);
            case BUDGET_OFFICER, PERFORMANCE_OFFICER -> Optional.of(FINANCE_BUREAU);
            case CONGRESS_REVIEWER -> Optional.of(PEOPLES_CONGRESS);
            case AUDITOR -> Optional.of(AUDIT_OFFICE);
            case SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN -> Optional.empty();
        };
    }
}
