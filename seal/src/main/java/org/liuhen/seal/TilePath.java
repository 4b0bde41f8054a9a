package org.liuhen.seal;

import java.util.Locale;

/**
 * Where a tile is: C2SP tlog-tiles, {@code <L>/<N>[.p/<W>]}.
 *
 * @param level 0 holds leaves; each hash of a higher level is the root of a full tile below
 * @param index counts the tiles of a level from 0
 * @param width how many hashes, 1 to 256; 256 is a full tile
 */
public record TilePath(int level, long index, int width) {
    /** How many hashes a full tile has. */
    public static final int FULL = 256;

    static final int HEIGHT = 8;
    static final int HIGHEST = 7;
    private static final int GROUP = 1000;
    private static final String PARTIAL = ".p/";

    public TilePath {
        if (level < 0 || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new Malformed("no such tile: %d/%d.p/%d".formatted(level, index, width));
        }
    }

    /**
     * The tile that holds a place of its level, as wide as a tree of that size makes it.
     *
     * @param place counts the hashes of the level from 0
     */
    static TilePath holding(int level, long place, long size) {
        long index = place / FULL;
        long there = (size >> (HEIGHT * level)) - index * FULL;
        return new TilePath(level, index, (int) Math.min(FULL, there));
    }

    /** Whether a tree of that size fills all of it. */
    public boolean isWithin(long size) {
        long there = size >> (HEIGHT * level);
        return index <= there / FULL && index * FULL + width <= there;
    }

    /** From {@code 0/x001/067} or {@code 0/x001/067.p/8}. */
    public static TilePath parse(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw new Malformed("not a tile: " + Encoding.shown(path));
        }
        long level = Encoding.number(path.substring(0, slash));
        Numbered numbered = Numbered.parse(path.substring(slash + 1));
        if (level > HIGHEST) {
            throw new Malformed("no such level: " + level);
        }
        return new TilePath((int) level, numbered.index, numbered.width);
    }

    /** From the path of a bundle of entries, {@code x001/067} or {@code x001/067.p/8}. */
    public static TilePath parseEntries(String path) {
        Numbered numbered = Numbered.parse(path);
        return new TilePath(0, numbered.index, numbered.width);
    }

    @Override
    public String toString() {
        return level + "/" + numbered();
    }

    /** The path without its level, as the bundle of the same entries has it. */
    public String numbered() {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
        }
        if (width < FULL) {
            path.append(PARTIAL).append(width);
        }
        return path.toString();
    }

    private record Numbered(long index, int width) {
        static Numbered parse(String path) {
            String[] parts = path.split(java.util.regex.Pattern.quote(PARTIAL), -1);
            long width = parts.length == 1 ? FULL : Encoding.number(parts[1]);
            if (parts.length > 2 || (parts.length == 2 && (width < 1 || width >= FULL))) {
                throw new Malformed("not a tile: " + Encoding.shown(path));
            }
            Numbered numbered = new Numbered(index(parts[0]), (int) width);
            if (!new TilePath(0, numbered.index, numbered.width).numbered().equals(path)) {
                throw new Malformed("not a tile: " + Encoding.shown(path));
            }
            return numbered;
        }

        private static long index(String path) {
            if (!path.matches("(x[0-9]{3}/){0,4}[0-9]{3}")) {
                throw new Malformed("not a tile: " + Encoding.shown(path));
            }
            return Long.parseLong(path.replaceAll("[x/]", ""));
        }
    }
}
