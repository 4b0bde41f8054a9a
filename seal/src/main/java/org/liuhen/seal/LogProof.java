package org.liuhen.seal;

import java.util.List;

/**
 * That an entry is in the log, for whoever is offline: C2SP tlog-proof.
 *
 * @param index the entry's place in the log, from 0
 * @param path from the leaf's sibling to the root's child
 * @param checkpoint the signed checkpoint it leads to
 */
public record LogProof(long index, List<Hash> path, Note checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";
    private static final int DEEPEST = 63;

    public LogProof {
        path = List.copyOf(path);
    }

    public static LogProof parse(String text) {
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new Malformed("not a proof: lines, an empty line, a checkpoint");
        }
        List<String> lines = text.substring(0, blank).lines().toList();
        int at = lines.size() > 1 && lines.get(1).startsWith("extra ") ? 2 : 1;
        if (lines.size() <= at
                || !lines.getFirst().equals(FIRST)
                || !lines.get(at).startsWith(INDEX)
                || lines.size() - at - 1 > DEEPEST) {
            throw new Malformed("not a proof: " + FIRST + ", index, hashes");
        }
        return new LogProof(
                Encoding.number(lines.get(at).substring(INDEX.length())),
                lines.subList(at + 1, lines.size()).stream().map(Hash::parse).toList(),
                Note.parse(text.substring(blank + 2)));
    }

    /**
     * Whether the entry is where the proof says, in the tree of the checkpoint. The checkpoint's
     * signatures are for a {@link Policy} to verify.
     */
    public boolean holdsFor(byte[] entry) {
        Checkpoint head = Checkpoint.parse(checkpoint.text());
        return Proofs.includes(head.size(), head.root(), index, Hash.leaf(entry), path);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(FIRST).append('\n').append(INDEX).append(index);
        path.forEach(hash -> text.append('\n').append(hash));
        return text.append("\n\n").append(checkpoint).toString();
    }
}
