package org.liuhen.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.MissingVersions;
import org.liuhen.seal.Retelling;
import org.liuhen.seal.StoredEvent;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Objection;
import org.liuhen.workflow.Reperformance;
import org.liuhen.workflow.ReportState;

/** One report's events in their order: each is the next one, can be told, and is decided again. */
final class ReportCheck {
    private final Findings findings;
    private final Retelling retelling = new Retelling();
    private final Reperformance again;
    private final Set<Long> there = new TreeSet<>();
    private Retelling.@Nullable Told last;
    private @Nullable StoredEvent outOfTurn;
    private @Nullable StoredEvent any;
    private boolean broken;
    private long objections;

    ReportCheck(AccountHistory accounts, Findings findings) {
        this.again = new Reperformance(accounts);
        this.findings = findings;
    }

    /** Goes on with the next row; after the first that cannot be told the rest is only counted. */
    void next(StoredEvent event) {
        any = event;
        try {
            long version = event.version();
            there.add(version);
            if (!broken && version != retelling.version() + 1) {
                broken = true;
                outOfTurn = event;
            }
            if (!broken) {
                tell(event);
            }
        } catch (Malformed e) {
            broken = true;
            findings.fails("event.unfit", PackageCheck.named(event), e);
        }
    }

    /** Nothing follows any more. */
    void end() {
        MissingVersions missing = MissingVersions.of(there);
        if (any != null && !missing.isEmpty()) {
            findings.fails("stream.gap", PackageCheck.report(any), missing, after(any));
        } else if (outOfTurn != null) {
            findings.fails("stream.order", PackageCheck.named(outOfTurn), retelling.version() + 1);
        }
        if (!broken && last != null) {
            object(again.end(), last.stored());
        }
    }

    private String after(StoredEvent otherwise) {
        return PackageCheck.named(outOfTurn == null ? otherwise : outOfTurn);
    }

    /** Whether every event could be told, whatever the rules say of it. */
    boolean isWhole() {
        return !broken && last != null;
    }

    /** The last event that could be told; absent where there is none. */
    Retelling.@Nullable Told last() {
        return last;
    }

    /** The report's version after it. */
    long version() {
        return retelling.version();
    }

    /** How often the rules or the account history object. */
    long objections() {
        return objections;
    }

    Reperformance again() {
        return again;
    }

    private void tell(StoredEvent event) {
        ReportState before = retelling.before();
        Retelling.Told told = retelling.next(event);
        List<Objection> found = again.next(before, told.fact(), told.command());
        object(found, event);
        last = told;
    }

    private void object(List<Objection> found, StoredEvent event) {
        for (Objection objection : found) {
            objections++;
            boolean earlier = last != null && objection.version() == last.stored().version();
            Actor by = objection.by();
            findings.fails(
                    "objection." + words(objection.kind()),
                    PackageCheck.named(earlier && last != null ? last.stored() : event),
                    "%s %s %s".formatted(by.organisation().name(), by.post(), by.name()),
                    by.role(),
                    objection.sentence(),
                    objection.code() == null ? "" : objection.code().text());
        }
    }

    private static String words(Objection.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
