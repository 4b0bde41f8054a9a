package org.liuhen.seal;

import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing tree: enough to add leaves and to tell the root at any time. Takes
 * leaves as they come, in memory that does not grow with them.
 */
public final class Frontier {
    private final @Nullable Hash[] subtrees = new @Nullable Hash[Long.SIZE];
    private long size;

    public long size() {
        return size;
    }

    public void add(Hash leaf) {
        Hash carried = leaf;
        int height = 0;
        for (Hash left = subtrees[0]; left != null; left = subtrees[++height]) {
            carried = Hash.node(left, carried);
            subtrees[height] = null;
        }
        subtrees[height] = carried;
        size++;
    }

    /** Of the leaves so far. */
    public Hash root() {
        Hash root = null;
        for (Hash subtree : subtrees) {
            if (subtree != null) {
                root = root == null ? subtree : Hash.node(subtree, root);
            }
        }
        return root == null ? Hash.OF_NOTHING : root;
    }
}
