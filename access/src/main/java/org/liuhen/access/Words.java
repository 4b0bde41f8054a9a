package org.liuhen.access;

/** Text from outside, before anything prints, stores or searches it. */
final class Words {
    private static final int REPLACEMENT = 0xFFFD;

    private Words() {}

    /** Whether no character is halved. */
    static boolean areWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** Whether PostgreSQL can store it and a terminal will not obey it. */
    static boolean areClean(String text) {
        return text.codePoints().noneMatch(Words::isDirt);
    }

    /** At most so long, with a mark in place of everything unclean. */
    static String clean(String text, int longest) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(c -> isDirt(c) ? REPLACEMENT : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    private static boolean isDirt(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
