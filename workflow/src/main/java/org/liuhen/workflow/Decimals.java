package org.liuhen.workflow;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimals travel as entered: {@code 6,771.02} is entered text, {@code 6771.02} its value. */
final class Decimals {
    /** Long enough for any budget to the last cent, short enough to compute with. */
    static final int LONGEST = 32;

    private static final Pattern ENTERED = Pattern.compile("-?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?");

    private Decimals() {}

    static boolean isOne(String entered) {
        return entered.length() <= LONGEST && ENTERED.matcher(entered).matches();
    }

    static BigDecimal value(String entered) {
        return new BigDecimal(entered.replace(",", ""));
    }
}
