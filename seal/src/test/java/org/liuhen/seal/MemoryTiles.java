package org.liuhen.seal;

import java.util.ArrayList;
import java.util.List;

/** Tiles of a tree that grows leaf by leaf. */
final class MemoryTiles implements Tiles {
    private final List<List<Hash>> levels = new ArrayList<>();

    void add(Hash leaf) {
        add(0, leaf);
    }

    private void add(int level, Hash hash) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<Hash> row = levels.get(level);
        row.add(hash);
        if (row.size() % TilePath.FULL == 0) {
            Frontier tile = new Frontier();
            row.subList(row.size() - TilePath.FULL, row.size()).forEach(tile::add);
            add(level + 1, tile.root());
        }
    }

    List<Integer> widths() {
        return levels.stream().map(List::size).toList();
    }

    @Override
    public byte[] read(TilePath tile) {
        int from = (int) tile.index() * TilePath.FULL;
        byte[] bytes = new byte[tile.width() * Hash.LENGTH];
        for (int i = 0; i < tile.width(); i++) {
            byte[] hash = levels.get(tile.level()).get(from + i).bytes();
            System.arraycopy(hash, 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        return bytes;
    }
}
