package org.liuhen.seal;

import java.util.Base64;

/** The strict forms that the C2SP formats use: one text for one value. */
final class Encoding {
    private static final int LONGEST_NUMBER = 19;

    private Encoding() {}

    static byte[] base64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("not base 64: " + shown(text));
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new Malformed("not base 64 in its one form: " + shown(text));
        }
        return bytes;
    }

    /** A count: decimal digits, no sign, no leading zero. */
    static long number(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.length() <= LONGEST_NUMBER
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        && (text.length() == 1 || text.charAt(0) != '0');
        if (!plain) {
            throw new Malformed("not a count: " + shown(text));
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Malformed("too large a count: " + text);
        }
    }

    static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
