package org.liuhen.workflow;

/** The stable codes of a refusal that the rules themselves give. */
public enum RefusalCode {
    NOT_PERMITTED("not-permitted"),
    NOT_FOUND("not-found"),
    INVALID("invalid"),
    WRONG_STATE("wrong-state"),
    STALE_CONTENT("stale-content"),
    EDIT_CONFLICT("edit-conflict"),
    REPORT_EXISTS("report-exists"),
    SEGREGATION_OF_DUTIES("segregation-of-duties");

    private final String text;

    RefusalCode(String text) {
        this.text = text;
    }

    /** As clients read it. */
    public String text() {
        return text;
    }
}
