package org.liuhen.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Policy;
import org.liuhen.seal.ProofPackage;
import org.liuhen.seal.Proofs;
import org.liuhen.seal.Retelling;
import org.liuhen.seal.SealedEvent;
import org.liuhen.seal.StoredEvent;
import org.liuhen.workflow.AccountHistory;

/** Checks a report's package: signatures, each event's proof, the whole stream, each decision. */
final class PackageCheck {
    private final Findings findings;
    private final Signatures signatures;

    PackageCheck(Findings findings) {
        this.findings = findings;
        this.signatures = new Signatures(findings);
    }

    /**
     * Checks it.
     *
     * @param trustedText the reader's own policy; without one the package's own keys are taken, and
     *     shown to be compared
     */
    void check(ProofPackage packed, @Nullable String trustedText) {
        Policy policy = Policy.parse(trustedText == null ? packed.policy() : trustedText);
        if (trustedText == null) {
            signatures.showUntrusted(policy);
        }
        Optional<Policy.Verified> verified = signatures.check(packed.checkpoint(), policy);
        verified.ifPresent(v -> included(packed, v.checkpoint()));
        retell(packed);
        contracts(packed);
        texts(packed, trustedText);
    }

    private void included(ProofPackage packed, Checkpoint head) {
        long before = -1;
        int found = 0;
        for (SealedEvent sealed : packed.events()) {
            boolean included =
                    Proofs.includes(
                            head.size(),
                            head.root(),
                            sealed.index(),
                            sealed.event().leaf(),
                            sealed.path());
            if (!included) {
                findings.fails("event.not-sealed", named(sealed.event()));
            } else if (sealed.index() <= before) {
                findings.fails("event.out-of-order", named(sealed.event()));
            } else {
                found++;
            }
            before = sealed.index();
        }
        if (found == packed.events().size()) {
            findings.holds("events.sealed", found);
        }
    }

    private void retell(ProofPackage packed) {
        if (packed.events().isEmpty()) {
            findings.fails("stream.empty");
            return;
        }
        findings.note("accounts.not-packed");
        Decided decided = new Decided(AccountHistory.none(), findings);
        ReportCheck report = decided.begin();
        packed.events().forEach(sealed -> report.next(sealed.event()));
        decided.end(report);
        Retelling.@Nullable Told last = report.last();
        if (last == null || !report.isWhole()) {
            return;
        }
        findings.holds("stream.whole", report(last.stored()), report.version());
        findings.note("stream.ends", report.version(), last.fact().at());
        decided.conclude(false);
        page(packed);
    }

    private void page(ProofPackage packed) {
        try {
            if (packed.pageAgain().equals(packed.page())) {
                findings.holds("page.same");
            } else {
                findings.fails("page.differs");
            }
        } catch (RuntimeException e) { // it shows what anybody may have written
            findings.fails("page.impossible", String.valueOf(e.getMessage()));
        }
    }

    /** Each is the one this program knows, and no event is without its own. */
    private void contracts(ProofPackage packed) {
        Map<String, String> own = ProofPackage.ownContracts();
        List<String> other = new ArrayList<>();
        packed.contracts()
                .forEach((file, content) -> {
                    if (!content.equals(own.get(file))) {
                        other.add(file);
                    }
                });
        if (!other.isEmpty()) {
            other.sort(null);
            findings.fails("contracts.differ", other);
        }
        boolean all = true;
        for (SealedEvent sealed : packed.events()) {
            String file = contract(sealed.event());
            if (!packed.contracts().containsKey(file)) {
                all = false;
                findings.fails("contract.missing", named(sealed.event()), file);
            }
        }
        if (other.isEmpty() && all) {
            findings.holds("contracts.same", packed.contracts().size());
        }
    }

    private static String contract(StoredEvent event) {
        try {
            return ProofPackage.contractOf(event);
        } catch (Malformed _) {
            return "?";
        }
    }

    /** What people read first: the keys to be compared by eye, and how to check. */
    private void texts(ProofPackage packed, @Nullable String own) {
        if (packed.fingerprints().equals(fingerprints(packed.policy()))
                && packed.readme().equals(packed.readmeOfItsForm())) {
            findings.holds("texts.same");
        } else {
            findings.fails("texts.differ");
        }
        if (own != null && !Policy.same(own, packed.policy())) {
            findings.note("policy.differs");
        }
    }

    private static String fingerprints(String policy) {
        try {
            return ProofPackage.fingerprints(Policy.parse(policy));
        } catch (Malformed _) {
            return "";
        }
    }

    /** Its version in the report, its name and its id, as far as they can be read. */
    static String named(StoredEvent event) {
        return "%s@%s %s %s"
                .formatted(
                        read(event, "report_id"),
                        read(event, "sequence"),
                        read(event, "name"),
                        read(event, "event_id"));
    }

    /** The report it says it is of. */
    static String report(StoredEvent event) {
        return read(event, "report_id");
    }

    private static String read(StoredEvent event, String column) {
        try {
            String text = event.text(column);
            return column.equals("sequence") ? String.valueOf(Long.parseLong(text) + 1) : text;
        } catch (Malformed | NumberFormatException e) {
            return "?";
        }
    }
}
