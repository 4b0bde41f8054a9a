package org.liuhen.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signed text: C2SP signed-note. Nothing in it is to be believed before a known key has verified
 * it.
 *
 * @param text ends in a newline
 */
public record Note(String text, List<Signature> signatures) {
    private static final int LONGEST = 100_000;
    private static final int MOST_SIGNATURES = 64;
    private static final String DASH = "— ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature line.
     *
     * @param keyId the first four bytes, big-endian
     * @param signed the bytes after it, in base 64
     */
    public record Signature(String name, int keyId, String signed) {

        static Signature of(String name, int keyId, byte[] bytes) {
            return new Signature(name, keyId, Base64.getEncoder().encodeToString(bytes));
        }

        /** From a line without its newline. */
        public static Signature parse(String line) {
            String[] parts =
                    line.startsWith(DASH) ? line.substring(2).split(" ", -1) : new String[0];
            if (parts.length != 2 || parts[0].isEmpty() || parts[0].contains("+")) {
                throw new Malformed("not a signature line: " + Encoding.shown(line));
            }
            ByteBuffer all = ByteBuffer.wrap(Encoding.base64(parts[1]));
            if (all.remaining() <= Integer.BYTES) {
                throw new Malformed("too short a signature: " + Encoding.shown(line));
            }
            int id = all.getInt();
            byte[] rest = new byte[all.remaining()];
            all.get(rest);
            return of(parts[0], id, rest);
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(signed);
        }

        /** The line, without a newline. */
        @Override
        public String toString() {
            byte[] bytes = bytes();
            byte[] all =
                    ByteBuffer.allocate(Integer.BYTES + bytes.length)
                            .putInt(keyId)
                            .put(bytes)
                            .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(all);
        }
    }

    public static Note parse(String note) {
        if (note.length() > LONGEST) {
            throw new Malformed("too long for a signed note");
        }
        if (note.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == '\uFFFD')) {
            throw new Malformed("a signed note has no control characters");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 >= note.length()) {
            throw new Malformed("not a signed note: text, an empty line, signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(Signature.parse(line));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new Malformed("too many signatures");
        }
        return new Note(note.substring(0, blank + 1), signatures);
    }

    public Note with(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Note(text, more);
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
