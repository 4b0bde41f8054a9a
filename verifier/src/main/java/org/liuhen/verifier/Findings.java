package org.liuhen.verifier;

import java.io.PrintWriter;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.liuhen.seal.Malformed;

/** All that was found, told as it is found, in the reader's language. */
final class Findings {
    private static final int MANY = 1_000;
    private static final int LONGEST = 500;

    private final Locale language;
    private final ResourceBundle words;
    private final PrintWriter out;
    private final List<Finding> all = new ArrayList<>();
    private long wrong;

    Findings(Locale language, PrintWriter out) {
        this.language = language;
        this.words = ResourceBundle.getBundle("org.liuhen.verifier.words", language, ONLY_THESE);
        this.out = out;
    }

    private static final ResourceBundle.Control ONLY_THESE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    void holds(String check, Object... details) {
        add(true, check, details);
    }

    void fails(String check, Object... details) {
        wrong++;
        add(false, check, details);
    }

    /** Something to know that neither holds nor fails. */
    void note(String check, Object... details) {
        out.println("  " + words(check, details));
    }

    /** How many things did not hold so far. */
    long wrong() {
        return wrong;
    }

    boolean allHold() {
        return wrong == 0;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    void conclude() {
        if (wrong > MANY) {
            note("more", wrong - MANY);
        }
        out.println();
        out.println(allHold() ? words("all-holds") : words("something-does-not", wrong));
        out.flush();
    }

    private void add(boolean holds, String check, Object[] details) {
        if (!holds && wrong > MANY) {
            return;
        }
        List<String> shown = new ArrayList<>();
        for (Object detail : details) {
            shown.add(told(detail));
        }
        all.add(new Finding(holds, check, shown));
        out.println((holds ? "✓ " : "✗ ") + words(check, shown.toArray()));
    }

    String words(String key, Object... details) {
        Object[] shown = new Object[details.length];
        for (int i = 0; i < details.length; i++) {
            shown[i] = printable(told(details[i]));
        }
        return new MessageFormat(words.getString(key), Locale.ROOT).format(shown);
    }

    private String told(Object detail) {
        return detail instanceof Malformed malformed
                ? malformed.in(language)
                : String.valueOf(detail);
    }

    /** What is shown may come from anybody: it neither moves on the screen nor fills it. */
    private static String printable(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "�");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
