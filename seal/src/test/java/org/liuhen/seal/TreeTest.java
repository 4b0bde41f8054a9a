package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree against RFC 6962's own definition, and proofs against every way of being false. */
class TreeTest {
    private static final int MOST = 600;
    private static final long SEED = 20231124;

    private final List<Hash> leaves = new ArrayList<>();
    private final MemoryTiles tiles = new MemoryTiles();

    TreeTest() {
        for (int i = 0; i < MOST; i++) {
            Hash leaf = Hash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            tiles.add(leaf);
        }
    }

    @Test
    void theWellKnownRootsAreMet() {
        // The test vectors of Certificate Transparency (RFC 6962 implementations share them).
        Frontier frontier = new Frontier();
        assertThat(HexFormat.of().formatHex(frontier.root().bytes()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        String[] entries = {
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f"
        };
        for (String entry : entries) {
            frontier.add(Hash.leaf(HexFormat.of().parseHex(entry)));
        }
        assertThat(HexFormat.of().formatHex(frontier.root().bytes()))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void tilesFrontierAndDefinitionAgreeAtEverySize() {
        Frontier frontier = new Frontier();
        for (int size = 0; size <= MOST; size++) {
            Hash defined = defined(0, size);
            assertThat(frontier.root()).isEqualTo(defined);
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(new Tree(size, tiles).root()).isEqualTo(defined);
            assertThat(new Tree(MOST, tiles).rootAt(size)).isEqualTo(defined);
            if (size < MOST) {
                frontier.add(leaves.get(size));
            }
        }
    }

    @Test
    void everyLeafIsProvedAndNoOther() {
        Random random = new Random(SEED);
        for (int size = 1; size <= MOST; size += size < 20 ? 1 : 37) {
            Tree tree = new Tree(size, tiles);
            Hash root = tree.root();
            for (int index = 0; index < size; index += size < 20 ? 1 : 1 + random.nextInt(40)) {
                List<Hash> proof = tree.inclusion(index);
                Hash leaf = leaves.get(index);
                assertThat(Proofs.includes(size, root, index, leaf, proof)).isTrue();
                Hash other = Hash.leaf(new byte[] {1});
                assertThat(Proofs.includes(size, root, index, other, proof)).isFalse();
                assertThat(Proofs.includes(size, other, index, leaf, proof)).isFalse();
                assertThat(Proofs.includes(size, root, index + 1, leaf, proof)).isFalse();
                assertThat(Proofs.includes(size, root, -1, leaf, proof)).isFalse();
                assertThat(Proofs.includes(size, root, index, leaf, longer(proof))).isFalse();
                if (!proof.isEmpty()) {
                    List<Hash> shorter = proof.subList(0, proof.size() - 1);
                    assertThat(Proofs.includes(size, root, index, leaf, shorter)).isFalse();
                    assertThat(Proofs.includes(size, root, index, leaf, bent(proof, random)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyGrowthIsProvedAndNoRewriting() {
        Random random = new Random(SEED);
        for (int later = 1; later <= MOST; later += later < 20 ? 1 : 31) {
            Tree tree = new Tree(later, tiles);
            Hash root = tree.root();
            for (int earlier = 0;
                    earlier <= later;
                    earlier += later < 20 ? 1 : 1 + random.nextInt(25)) {
                Hash before = tree.rootAt(earlier);
                List<Hash> proof = tree.consistency(earlier);
                assertThat(Proofs.extend(earlier, before, later, root, proof)).isTrue();
                Hash other = Hash.leaf(new byte[] {1});
                assertThat(Proofs.extend(earlier, other, later, root, proof)).isFalse();
                assertThat(Proofs.extend(earlier, before, later, root, longer(proof))).isFalse();
                if (earlier > 0) {
                    assertThat(Proofs.extend(earlier, before, later, other, proof)).isFalse();
                    assertThat(Proofs.extend(later + 1, before, later, root, proof)).isFalse();
                }
                if (!proof.isEmpty()) {
                    assertThat(Proofs.extend(earlier, before, later, root, bent(proof, random)))
                            .isFalse();
                    assertThat(Proofs.extend(earlier, before, later, root, List.of())).isFalse();
                }
            }
        }
    }

    @Test
    void aRewrittenPastIsNeverConsistent() {
        MemoryTiles rewritten = new MemoryTiles();
        for (int i = 0; i < MOST; i++) {
            rewritten.add(i == 17 ? Hash.leaf(new byte[] {1}) : leaves.get(i));
        }
        Tree forged = new Tree(MOST, rewritten);
        for (int earlier = 18; earlier < MOST; earlier++) {
            Hash honest = new Tree(earlier, tiles).root();
            assertThat(
                            Proofs.extend(
                                    earlier,
                                    honest,
                                    MOST,
                                    forged.root(),
                                    forged.consistency(earlier)))
                    .isFalse();
        }
    }

    @Test
    void aTreeOfManyTilesIsPutTogetherFromThem() {
        MemoryTiles many = new MemoryTiles();
        Frontier frontier = new Frontier();
        int size = 70_000;
        for (int i = 0; i < size; i++) {
            Hash leaf = Hash.leaf(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
            many.add(leaf);
            frontier.add(leaf);
        }
        Tree tree = new Tree(size, many);
        assertThat(tree.root()).isEqualTo(frontier.root());
        assertThat(many.widths()).containsExactly(70_000, 273, 1);
        Hash last = Hash.leaf(ByteBuffer.allocate(Integer.BYTES).putInt(size - 1).array());
        assertThat(Proofs.includes(size, tree.root(), size - 1, last, tree.inclusion(size - 1)))
                .isTrue();
        assertThat(
                        Proofs.extend(
                                65_537,
                                tree.rootAt(65_537),
                                size,
                                tree.root(),
                                tree.consistency(65_537)))
                .isTrue();
    }

    /** RFC 6962, section 2.1, word for word. */
    private Hash defined(int from, int to) {
        if (from == to) {
            return Hash.OF_NOTHING;
        }
        if (to - from == 1) {
            return leaves.get(from);
        }
        int split = Integer.highestOneBit(to - from - 1);
        return Hash.node(defined(from, from + split), defined(from + split, to));
    }

    private static List<Hash> longer(List<Hash> proof) {
        List<Hash> more = new ArrayList<>(proof);
        more.add(Hash.OF_NOTHING);
        return more;
    }

    private static List<Hash> bent(List<Hash> proof, Random random) {
        List<Hash> changed = new ArrayList<>(proof);
        int at = random.nextInt(proof.size());
        byte[] bytes = proof.get(at).bytes();
        bytes[random.nextInt(Hash.LENGTH)] ^= (byte) (1 << random.nextInt(8));
        changed.set(at, Hash.of(bytes));
        return changed;
    }

    @Test
    void aTileIsWithinATreeThatFillsIt() {
        assertThat(TilePath.parse("0/000.p/3").isWithin(3)).isTrue();
        assertThat(TilePath.parse("0/000.p/4").isWithin(3)).isFalse();
        assertThat(TilePath.parse("1/000.p/1").isWithin(256)).isTrue();
        assertThat(TilePath.parse("1/000.p/1").isWithin(255)).isFalse();
        assertThat(TilePath.parse("0/x999/x999/x999/x999/999").isWithin(1_000)).isFalse();
    }

    @Test
    void aProofOfNothingIsMalformed() {
        assertThatThrownBy(() -> LogProof.parse("\n\n")).isInstanceOf(Malformed.class);
    }
}
