package org.liuhen.query.history;

import java.util.regex.Pattern;

/**
 * What a spreadsheet would take for a formula, and so carry out when an auditor opens the file
 * (OWASP: CSV injection).
 */
final class Formula {
    private static final Pattern BEGINS =
            Pattern.compile("[\\s\\p{C}\\p{Z}]*[=+\\-@＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[\\d,]+(\\.\\d+)?%?");

    private Formula() {}

    /** Whether the text might be one. A number with a sign is none. */
    static boolean maybe(String text) {
        return BEGINS.matcher(text).matches() && !NUMBER.matcher(text).matches();
    }
}
