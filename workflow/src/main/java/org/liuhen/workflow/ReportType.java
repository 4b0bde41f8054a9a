package org.liuhen.workflow;

/** The kinds of self-evaluation Liuhen carries. */
public enum ReportType {
    /** 部门整体支出绩效自评. */
    DEPARTMENT_OVERALL("overall");

    private final String slug;

    ReportType(String slug) {
        this.slug = slug;
    }

    /** Its part of a report's id. */
    public String slug() {
        return slug;
    }
}
