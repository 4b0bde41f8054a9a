package org.liuhen.verifier;

import java.util.Optional;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.VerifierKey;

/** Who vouches for a checkpoint. */
final class Signatures {
    private final Findings findings;

    Signatures(Findings findings) {
        this.findings = findings;
    }

    /**
     * Checks the signatures on a checkpoint.
     *
     * @return empty where no known log signed it, so that nothing can be said of the rest
     */
    Optional<Policy.Verified> check(Note checkpoint, Policy policy) {
        Policy.Verified verified;
        try {
            verified = policy.verify(checkpoint);
        } catch (Malformed e) {
            findings.fails("checkpoint.signature", e);
            return Optional.empty();
        }
        findings.holds("checkpoint.signed", verified.log().name(), verified.checkpoint().size());
        for (VerifierKey.Signed by : verified.cosigned()) {
            findings.holds("checkpoint.cosigned", by.by().name(), by.at());
        }
        if (!verified.witnessed()) {
            findings.waits(
                    "checkpoint.quorum", verified.cosigned().size(), policy.witnesses().size());
        } else if (policy.asksForWitnesses()) {
            findings.holds(
                    "checkpoint.witnessed", verified.cosigned().size(), policy.witnesses().size());
        } else {
            findings.note("checkpoint.no-witnesses");
        }
        return Optional.of(verified);
    }

    /** Keys that came with the package are shown, to be compared by eye. */
    void showUntrusted(Policy policy) {
        findings.note("keys.untrusted");
        policy.logs().forEach(this::show);
        policy.witnesses().forEach(this::show);
    }

    private void show(VerifierKey key) {
        findings.note("keys.fingerprint", key.name(), key.fingerprint());
    }
}
