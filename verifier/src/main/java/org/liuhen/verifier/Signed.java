package org.liuhen.verifier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;

/** Every checkpoint that is known, to be compared with the tree when it has that size. */
final class Signed {
    private final Findings findings;
    private final List<Known> all = new ArrayList<>();
    private @Nullable Checkpoint given;
    private @Nullable Checkpoint latest;
    private long size;

    /** A checkpoint, where it is from, and what the rows make of it. */
    private static final class Known {
        final String from;
        final Checkpoint checkpoint;
        @Nullable Hash found;

        Known(String from, Checkpoint checkpoint) {
            this.from = from;
            this.checkpoint = checkpoint;
        }
    }

    Signed(Findings findings) {
        this.findings = findings;
    }

    /** The one the reader trusts. */
    void given(Checkpoint checkpoint) {
        given = checkpoint;
        also("checkpoint.given", checkpoint);
    }

    Checkpoint given() {
        if (given == null) {
            throw new IllegalStateException("nothing was given");
        }
        return given;
    }

    /** The one the database says was signed last; it vouches for what came after the given one. */
    void latest(Checkpoint checkpoint) {
        latest = checkpoint;
        also("checkpoint.latest", checkpoint);
    }

    void also(String from, Checkpoint checkpoint) {
        all.add(new Known(from, checkpoint));
    }

    /** All are of the log that goes on, which has this name. */
    void requireOrigin(String present) {
        all.stream()
                .map(known -> known.checkpoint.origin())
                .filter(origin -> !origin.equals(present))
                .distinct()
                .forEach(origin -> findings.fails("log.other", origin, present));
    }

    /** The tree has grown to here. */
    void at(Frontier tree) {
        for (Known known : all) {
            if (known.checkpoint.size() == tree.size()) {
                known.found = tree.root();
            }
        }
    }

    /** The tree does not grow any more. */
    void end(long leaves) {
        size = leaves;
    }

    /**
     * Compares.
     *
     * @param rowsHold whether every row was found as it was sealed
     */
    void conclude(boolean rowsHold) {
        boolean same = rowsHold;
        for (Known known : all) {
            long signed = known.checkpoint.size();
            same &= known.found != null && known.found.equals(known.checkpoint.root());
            if (known.found == null) {
                findings.fails("database.short", signed, size, findings.words(known.from));
            } else if (!known.found.equals(known.checkpoint.root())) {
                findings.fails(
                        "database.root",
                        signed,
                        known.found,
                        known.checkpoint.root(),
                        findings.words(known.from));
            }
        }
        long vouched = latest == null ? given().size() : latest.size();
        if (same) {
            findings.holds("database.same", given().size());
            if (vouched > given().size()) {
                findings.holds("database.since", vouched - given().size());
            }
        }
        if (size > vouched) {
            findings.note("database.not-vouched-for", size - vouched);
        }
    }
}
