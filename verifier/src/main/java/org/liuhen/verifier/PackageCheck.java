package org.liuhen.verifier;

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
     * @param trusted the reader's own policy; without one the package's own keys are taken, and
     *     shown to be compared
     */
    void check(ProofPackage packed, @Nullable Policy trusted) {
        Policy policy = trusted == null ? Policy.parse(packed.policy()) : trusted;
        if (trusted == null) {
            signatures.showUntrusted(policy);
        }
        Optional<Policy.Verified> verified = signatures.check(packed.checkpoint(), policy);
        verified.ifPresent(v -> included(packed, v.checkpoint()));
        retell(packed);
        contracts(packed.contracts());
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
        Retelling retelling = new Retelling();
        int bound = 0;
        for (SealedEvent sealed : packed.events()) {
            try {
                Optional<Retelling.Binding> binding = retelling.next(sealed.event()).binding();
                if (binding.isPresent() && !binding.get().holds()) {
                    findings.fails(
                            "decision.digest",
                            named(sealed.event()),
                            binding.get().section(),
                            binding.get().named(),
                            binding.get().found());
                } else if (binding.isPresent()) {
                    bound++;
                }
            } catch (Malformed e) {
                findings.fails("event.unfit", named(sealed.event()), e.getMessage());
                return;
            }
        }
        if (retelling.told().isEmpty()) {
            findings.fails("stream.empty");
            return;
        }
        findings.holds("stream.whole", retelling.state().reportId(), retelling.told().size());
        findings.holds("decisions.bound", bound);
        String page = ProofPackage.of(packed.events(), packed.checkpoint(), packed.policy()).page();
        if (page.equals(packed.page())) {
            findings.holds("page.same");
        } else {
            findings.fails("page.differs");
        }
    }

    private void contracts(Map<String, String> contracts) {
        if (contracts.equals(ProofPackage.ownContracts())) {
            findings.holds("contracts.same", contracts.size());
        } else {
            findings.fails("contracts.differ");
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

    private static String read(StoredEvent event, String column) {
        try {
            String text = event.text(column);
            return column.equals("sequence") ? String.valueOf(Long.parseLong(text) + 1) : text;
        } catch (Malformed | NumberFormatException e) {
            return "?";
        }
    }
}
