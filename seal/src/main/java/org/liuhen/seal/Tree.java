package org.liuhen.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of a size as its tiles make it: roots, and proofs for whoever has only a root. What the
 * tiles say is believed here; it is the proofs that are checked ({@link Proofs}).
 */
public final class Tree {
    private final long size;
    private final Tiles tiles;
    private final Map<TilePath, byte[]> read = new HashMap<>();

    /**
     * A tree over these tiles.
     *
     * @param size how many leaves it has; the tiles may hold more
     */
    public Tree(long size, Tiles tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    public Hash root() {
        return rootAt(size);
    }

    /** The root it had when it had that many leaves. */
    public Hash rootAt(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new Malformed("no size %d in a tree of %d".formatted(earlier, size));
        }
        return earlier == 0 ? Hash.OF_NOTHING : range(0, earlier);
    }

    /** RFC 6962, 2.1.1: from the leaf's sibling up to the root's child. */
    public List<Hash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new Malformed("no leaf %d in a tree of %d".formatted(index, size));
        }
        List<Hash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return path;
    }

    /** RFC 6962, 2.1.2: that this tree only adds to the one of that size. */
    public List<Hash> consistency(long earlier) {
        List<Hash> path = new ArrayList<>();
        if (earlier < 0 || earlier > size) {
            throw new Malformed("no size %d in a tree of %d".formatted(earlier, size));
        }
        if (earlier > 0) {
            consistency(earlier, 0, size, true, path);
        }
        return path;
    }

    private void inclusion(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(range(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(range(from, middle));
        }
    }

    private void consistency(long earlier, long from, long to, boolean whole, List<Hash> path) {
        if (earlier == to) {
            if (!whole) {
                path.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            consistency(earlier, from, middle, whole, path);
            path.add(range(middle, to));
        } else {
            consistency(earlier, middle, to, false, path);
            path.add(range(from, middle));
        }
    }

    /** Of leaves from..to, where from is a multiple of every subtree in it. */
    private Hash range(long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return subtree(height, from >> height);
        }
        long middle = from + split(length);
        return Hash.node(range(from, middle), range(middle, to));
    }

    /** A complete subtree, put together from the hashes of one tile. */
    private Hash subtree(int height, long index) {
        int level = Math.min(height / TilePath.HEIGHT, TilePath.HIGHEST);
        int within = height - level * TilePath.HEIGHT;
        long place = index << within;
        TilePath tile = TilePath.holding(level, place, size);
        byte[] hashes = read.computeIfAbsent(tile, this::wholeTile);
        List<Hash> row = new ArrayList<>();
        for (int i = 0; i < 1 << within; i++) {
            row.add(Hash.at(hashes, (int) (place % TilePath.FULL) + i));
        }
        while (row.size() > 1) {
            List<Hash> above = new ArrayList<>();
            for (int i = 0; i < row.size(); i += 2) {
                above.add(Hash.node(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }

    private byte[] wholeTile(TilePath tile) {
        byte[] hashes = tiles.read(tile);
        if (hashes.length < tile.width() * Hash.LENGTH || hashes.length % Hash.LENGTH != 0) {
            throw new Malformed(
                    "tile %s has %d bytes instead of %d"
                            .formatted(tile, hashes.length, tile.width() * Hash.LENGTH));
        }
        return hashes;
    }

    /** The largest power of two below a length. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
