package org.liuhen.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * What requests did that the journal records. What was refused to them stands there under its
 * {@link ProblemCode}, and what changed an account under a code of the database's own.
 */
public enum JournalCode {
    SIGNED_IN("signed-in", "登录了系统"),
    SIGNED_OUT("signed-out", "退出了系统"),
    REPORT_VIEWED("report-viewed", "查阅了报告"),
    HISTORY_VIEWED("history-viewed", "查阅了报告的经过"),
    DIFFERENCE_VIEWED("difference-viewed", "查阅了报告两版的差异"),
    DECISIONS_VIEWED("decisions-viewed", "查阅了报告的审核决定"),
    EXCEPTIONS_VIEWED("exceptions-viewed", "查阅了报告的值得核查之处"),
    HISTORY_EXPORTED("history-exported", "导出了报告的经过"),
    REPORT_EXPORTED("report-exported", "导出了报告的Word文件"),
    APPROVALS_EXPORTED("approvals-exported", "导出了报告的审签单"),
    PACKAGE_EXPORTED("package-exported", "导出了报告的自证资料包"),
    PROOF_VIEWED("proof-viewed", "查阅了一件事的封存证明"),
    INBOX_VIEWED("inbox-viewed", "查看了他人的工作台"),
    JOURNAL_VIEWED("journal-viewed", "查阅了安全日志"),
    STOPPED_RETRIED("stopped-retried", "重试了被搁置的报告"),
    STOPPED_SKIPPED("stopped-skipped", "跳过了一个处理不了的事件");

    private final String text;
    private final String deed;

    JournalCode(String text, String deed) {
        this.text = text;
        this.deed = deed;
    }

    static Optional<JournalCode> of(String text) {
        return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
    }

    /** As it is stored and as clients read it. */
    public String text() {
        return text;
    }

    /** What was done, to be read after who did it. */
    public String deed() {
        return deed;
    }
}
