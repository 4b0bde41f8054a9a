package org.liuhen.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree that a log signed. Its leaves are given out a tile at a time, and only when the tile
 * leads to the signed root; what else tiles say is not believed.
 */
public final class SignedTree {
    private final long size;
    private final Tiles tiles;
    private final Map<TilePath, byte[]> proved = new HashMap<>();

    /**
     * Proves the tiles at the right edge: together they make the root.
     *
     * @param head of a checkpoint whose signature was verified
     * @throws Malformed where they do not
     */
    public SignedTree(Checkpoint head, Tiles tiles) {
        this.size = head.size();
        this.tiles = tiles;
        if (!edge().equals(head.root())) {
            throw new Malformed("the tiles at the edge do not make the root that was signed");
        }
    }

    public long size() {
        return size;
    }

    /**
     * The leaves of a tile, from the first.
     *
     * @param tile counts tiles from 0
     * @throws Malformed where what is there does not lead to the signed root
     */
    public List<Hash> leaves(long tile) {
        byte[] hashes = proved(TilePath.holding(0, tile * TilePath.FULL, size));
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < hashes.length / Hash.LENGTH; i++) {
            leaves.add(Hash.at(hashes, i));
        }
        return leaves;
    }

    private byte[] proved(TilePath tile) {
        byte[] known = proved.get(tile);
        if (known != null) {
            return known;
        }
        byte[] hashes = read(tile);
        byte[] above = proved(TilePath.holding(tile.level() + 1, tile.index(), size));
        Hash stated = Hash.at(above, (int) (tile.index() % TilePath.FULL));
        if (!subtree(hashes, 0, TilePath.FULL).equals(stated)) {
            throw new Malformed("tile %s is not the one that was signed".formatted(tile));
        }
        if (tile.level() > 0) {
            proved.put(tile, hashes);
        }
        return hashes;
    }

    /** The root that the tiles which are not full make together. */
    private Hash edge() {
        List<Hash> subtrees = new ArrayList<>();
        for (int level = TilePath.HIGHEST; level >= 0; level--) {
            long there = size >> (TilePath.HEIGHT * level);
            int width = (int) (there % TilePath.FULL);
            if (width > 0) {
                TilePath tile = new TilePath(level, there / TilePath.FULL, width);
                byte[] hashes = read(tile);
                proved.put(tile, hashes);
                int from = 0;
                for (int length = TilePath.FULL / 2; length > 0; length /= 2) {
                    if ((width & length) != 0) {
                        subtrees.add(subtree(hashes, from, length));
                        from += length;
                    }
                }
            }
        }
        return subtrees.reversed().stream()
                .reduce((right, left) -> Hash.node(left, right))
                .orElse(Hash.OF_NOTHING);
    }

    private byte[] read(TilePath tile) {
        byte[] hashes = tiles.read(tile);
        int length = tile.width() * Hash.LENGTH;
        if (hashes.length < length) {
            throw new Malformed(
                    "tile %s has %d bytes instead of %d".formatted(tile, hashes.length, length));
        }
        return Arrays.copyOf(hashes, length);
    }

    private static Hash subtree(byte[] hashes, int from, int length) {
        Frontier frontier = new Frontier();
        for (int i = from; i < from + length; i++) {
            frontier.add(Hash.at(hashes, i));
        }
        return frontier.root();
    }
}
