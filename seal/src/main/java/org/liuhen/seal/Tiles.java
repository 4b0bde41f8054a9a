package org.liuhen.seal;

/** Where tiles come from: the log's table, its address, or memory. */
@FunctionalInterface
public interface Tiles {

    /**
     * The hashes of a tile, one after the other.
     *
     * @return {@code 32 * tile.width()} bytes, or more where a wider tile is there
     * @throws Malformed where it is not to be had
     */
    byte[] read(TilePath tile);
}
