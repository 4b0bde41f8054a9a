package org.liuhen.verifier;

import java.util.Set;
import java.util.TreeSet;
import org.liuhen.workflow.AccountHistory;

/** Reports decided again, one after the other, and what is to be said of all of them. */
final class Decided {
    private static final int NAMED = 20;

    private final AccountHistory accounts;
    private final Findings findings;
    private final Set<String> unknown = new TreeSet<>();
    private long events;
    private long bound;
    private long backwards;
    private long objections;
    private boolean whole = true;

    Decided(AccountHistory accounts, Findings findings) {
        this.accounts = accounts;
        this.findings = findings;
    }

    ReportCheck begin() {
        return new ReportCheck(accounts, findings);
    }

    void end(ReportCheck report) {
        report.end();
        events += report.version();
        bound += report.again().bound();
        backwards += report.again().backwards();
        objections += report.objections();
        unknown.addAll(report.again().unknown());
        whole &= report.isWhole();
    }

    /**
     * Says of all of them together what holds.
     *
     * @param known whether there was an account history to ask
     */
    void conclude(boolean known) {
        if (objections == 0 && whole) {
            findings.holds("decisions.bound", bound);
            findings.holds("events.decided", events);
        }
        if (backwards > 0) {
            findings.note("times.backwards", backwards);
        }
        if (known && !unknown.isEmpty()) {
            findings.note(
                    "accounts.unknown",
                    unknown.size(),
                    String.join(" ", unknown.stream().limit(NAMED).toList()));
        }
    }
}
