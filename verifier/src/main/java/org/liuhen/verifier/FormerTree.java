package org.liuhen.verifier;

import java.util.LinkedHashSet;
import java.util.Set;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Succession;

/** The tree of a log that another has taken the place of, as far as its leaves are kept. */
final class FormerTree {
    private final Succession followed;
    private final Frontier tree = new Frontier();
    private final Set<Checkpoint> known = new LinkedHashSet<>();
    private final Set<Checkpoint> same = new LinkedHashSet<>();

    FormerTree(Succession followed) {
        this.followed = followed;
    }

    /** A checkpoint that it signed, to be compared. */
    void also(Checkpoint signed) {
        known.add(signed);
    }

    /** The next leaf that is kept. */
    void add(Hash leaf) {
        tree.add(leaf);
        for (Checkpoint each : known) {
            if (each.size() == tree.size() && each.root().equals(tree.root())) {
                same.add(each);
            }
        }
    }

    /** Whether all that were kept are there. */
    boolean isWhole() {
        return tree.size() == followed.kept();
    }

    /** What came of it. */
    void conclude(Findings findings) {
        for (Checkpoint each : known) {
            if (each.size() > followed.kept()) {
                findings.fails("former.lost", each.origin(), each.size(), followed.kept());
            } else if (same.contains(each)) {
                findings.holds("former.same", each.origin(), each.size());
            } else {
                findings.fails("former.root", each.origin(), each.size());
            }
        }
    }
}
