package org.liuhen.workflow;

/**
 * What a person may do, as the security administrator granted it. One person may hold several.
 *
 * <p>The last three are the 三员 of GB/T 22239-2019 (system, security and audit administrator): they
 * keep the system and never see a report.
 */
public enum Role {
    DRAFTER("填报人"),
    SECTION_HEAD("科室负责人"),
    DIRECTOR("局领导"),
    BUDGET_OFFICER("财政局预算科经办人"),
    PERFORMANCE_OFFICER("财政局绩效科经办人"),
    CONGRESS_REVIEWER("人大预算工委审查人"),
    AUDITOR("审计人员"),
    SYSTEM_ADMIN("系统管理员"),
    SECURITY_ADMIN("安全管理员"),
    AUDIT_ADMIN("审计管理员");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** The Chinese name that people read. */
    public String title() {
        return title;
    }
}
