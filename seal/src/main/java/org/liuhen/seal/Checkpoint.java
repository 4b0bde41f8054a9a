package org.liuhen.seal;

/**
 * What a log says of itself at a size: C2SP tlog-checkpoint.
 *
 * @param origin the log's name
 * @param size how many events it has sealed
 * @param root of the tree of that size
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final int LINES = 3;

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) {
            throw new Malformed("a log's name is one line");
        }
    }

    /** From the text of a note. Further lines are not ours and refused. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new Malformed("not a checkpoint: name, size and root, each on a line");
        }
        return new Checkpoint(lines[0], Encoding.number(lines[1]), Hash.parse(lines[2]));
    }

    /** The text that is signed. */
    @Override
    public String toString() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
