package org.liuhen.seal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a log began after another that cannot go on, or whose key must not be used any more. The
 * first leaf of the new log commits to it.
 *
 * @param log the key of the log that begins
 * @param before the key of the log before
 * @param at when it was begun
 * @param by who decided it
 * @param reason why, in one line
 * @param kept how many leaves of the log before are still there as they were signed, from the first
 *     on
 * @param recorded how many events the record held then; all of them are sealed anew
 * @param last the last checkpoint that is known of the log before, whole, as it was signed
 */
public record Succession(
        VerifierKey log,
        VerifierKey before,
        Instant at,
        String by,
        String reason,
        long kept,
        long recorded,
        Note last) {
    /**
     * What the log's table calls the leaf that it began with. No row of a table is of this kind.
     */
    public static final String KIND = "log";

    /**
     * Control characters, those that change the direction or hide, other ends of lines, and what
     * stands for a letter that was lost on its way here: the text is read for ever.
     */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{FFFD}]");

    private static final String FIRST = "liuhen.succession/1";
    private static final List<String> WORDS =
            List.of("log", "before", "at", "by", "reason", "kept", "recorded");

    public Succession {
        requireLines(by, reason);
        Policy.of(before).verify(last);
        if (log.name().equals(before.name())) {
            throw new Malformed("a successor has another name than the log before");
        }
        if (kept < 0 || kept > Checkpoint.parse(last.text()).size()) {
            throw new Malformed("more leaves are kept than there were");
        }
    }

    /**
     * Whether who began a successor and why can stand in its text.
     *
     * @throws Malformed where one is blank, is no single line, or has characters that nobody sees
     */
    public static void requireLines(String... lines) {
        for (String line : lines) {
            if (line.isBlank() || UNPRINTABLE.matcher(line).find()) {
                throw new Malformed("who began a successor and why are each a line");
            }
        }
    }

    /** How many leaves were signed before and are gone: those after the kept ones. */
    public long lost() {
        return size() - kept;
    }

    /** How many leaves the log before had, as far as is known. */
    public long size() {
        return Checkpoint.parse(last.text()).size();
    }

    /**
     * Reads one.
     *
     * @throws Malformed where it is none, or the last checkpoint is not signed by the log before
     */
    public static Succession parse(String text) {
        int blank = text.indexOf("\n\n");
        List<String> lines = blank < 0 ? List.of() : text.substring(0, blank).lines().toList();
        if (lines.size() != WORDS.size() + 1 || !lines.getFirst().equals(FIRST)) {
            throw new Malformed("not a succession: " + FIRST);
        }
        List<String> said = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            String word = WORDS.get(i) + " ";
            if (!lines.get(i + 1).startsWith(word)) {
                throw new Malformed("not a succession: it does not say " + WORDS.get(i));
            }
            said.add(lines.get(i + 1).substring(word.length()));
        }
        Succession read;
        try {
            read =
                    new Succession(
                            VerifierKey.parse(said.get(0)),
                            VerifierKey.parse(said.get(1)),
                            Instant.parse(said.get(2)),
                            said.get(3),
                            said.get(4),
                            Encoding.number(said.get(5)),
                            Encoding.number(said.get(6)),
                            Note.parse(text.substring(blank + 2)));
        } catch (DateTimeParseException e) {
            throw new Malformed("not a moment: " + Encoding.shown(said.get(2)));
        }
        if (!read.toString().equals(text)) {
            throw new Malformed("not a succession in its one form");
        }
        return read;
    }

    /** What names it in the log: the id of the new key, which no other log has. */
    public String id() {
        return log.keyId();
    }

    /** SHA-256 of its text. */
    public byte[] hash() {
        return Hash.sha256().digest(toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The first entry of the log that begins: {@code liuhen.log/1 <id> <SHA-256 of the text>}. */
    public byte[] entry() {
        return RowKind.entry(KIND, id(), hash());
    }

    /** The text that the first leaf commits to. */
    @Override
    public String toString() {
        return String.join(
                "\n",
                FIRST,
                "log " + log,
                "before " + before,
                "at " + at,
                "by " + by,
                "reason " + reason,
                "kept " + kept,
                "recorded " + recorded,
                "",
                last.toString());
    }
}
