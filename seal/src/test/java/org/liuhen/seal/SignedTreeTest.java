package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leaves are given out where they lead to the signed root, and nowhere else. */
class SignedTreeTest {
    private static final int MOST = 66_000;

    private final List<Hash> leaves = new ArrayList<>();
    private final MemoryTiles tiles = new MemoryTiles();
    private final Map<Integer, Hash> roots = new HashMap<>();

    SignedTreeTest() {
        Frontier frontier = new Frontier();
        for (int i = 1; i <= MOST; i++) {
            Hash leaf = Hash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            tiles.add(leaf);
            frontier.add(leaf);
            if (i <= 600 || i % 256 < 2 || i == MOST) {
                roots.put(i, frontier.root());
            }
        }
    }

    @Test
    void everyLeafOfATreeOfAnySizeIsGivenOut() {
        for (int size : List.of(1, 2, 3, 255, 256, 257, 511, 512, 513, 600, 65_536, MOST)) {
            SignedTree tree = new SignedTree(head(size), tiles);
            List<Hash> given = new ArrayList<>();
            for (int tile = 0; tile * 256 < size; tile++) {
                given.addAll(tree.leaves(tile));
            }
            assertThat(given).as("of %d", size).isEqualTo(leaves.subList(0, size));
        }
    }

    /** In each of a full tile, the one above it, and those at the edge. */
    @Test
    void whereATileIsNotTheSignedOneNothingBelowItIsGivenOut() {
        TilePath full = new TilePath(0, 7, 256);
        SignedTree one = new SignedTree(head(MOST), bent(full));
        assertThatThrownBy(() -> one.leaves(7)).isInstanceOf(Malformed.class);
        assertThat(one.leaves(8)).isEqualTo(leaves.subList(2_048, 2_304));

        SignedTree all = new SignedTree(head(MOST), bent(new TilePath(1, 0, 256)));
        for (long tile : List.of(0L, 7L, 255L)) {
            assertThatThrownBy(() -> all.leaves(tile)).isInstanceOf(Malformed.class);
        }
        assertThat(all.leaves(256)).isEqualTo(leaves.subList(65_536, 65_792));

        for (TilePath edge :
                List.of(
                        TilePath.holding(0, MOST - 1, MOST),
                        new TilePath(1, 1, 1),
                        new TilePath(2, 0, 1))) {
            assertThatThrownBy(() -> new SignedTree(head(MOST), bent(edge)))
                    .as("%s", edge)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void noOtherRootAndNoOtherSizeIsMet() {
        Checkpoint head = head(600);
        assertThatThrownBy(() -> new SignedTree(new Checkpoint("o", 600, roots.get(599)), tiles))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new SignedTree(new Checkpoint("o", 599, head.root()), tiles))
                .isInstanceOf(Malformed.class);
    }

    private Checkpoint head(int size) {
        return new Checkpoint("o", size, roots.get(size));
    }

    private Tiles bent(TilePath which) {
        return tile -> {
            byte[] hashes = tiles.read(tile).clone();
            if (tile.level() == which.level() && tile.index() == which.index()) {
                hashes[5] ^= 1;
            }
            return hashes;
        };
    }
}
