package org.liuhen.workflow;

import java.util.regex.Pattern;

/** The stable keys of departments, sections, indicators and line items. */
public final class Keys {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Keys() {}

    /** A letter or digit, then up to 63 letters, digits, dots, hyphens and underscores. */
    public static boolean isOne(String text) {
        return KEY.matcher(text).matches();
    }
}
