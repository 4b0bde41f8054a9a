package org.liuhen.verifier;

import java.io.PrintWriter;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.MissingVersions;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;
import org.liuhen.verifier.views.Answer;
import org.liuhen.workflow.Role;

/** All that was found, told as it is found, in the reader's language. */
final class Findings implements Answer {
    private static final int MANY = 1_000;
    private static final int LONGEST = 500;

    private final Locale language;
    private final ResourceBundle words;
    private final PrintWriter out;
    private final List<Finding> all = new ArrayList<>();
    private long wrong;
    private boolean whole = true;
    private long waiting;

    Findings(Locale language, PrintWriter out) {
        this.language = language;
        this.words = ResourceBundle.getBundle("org.liuhen.verifier.words", language, ONLY_THESE);
        this.out = out;
    }

    private static final ResourceBundle.Control ONLY_THESE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public void holds(String check, Object... details) {
        add(true, check, details);
    }

    @Override
    public void fails(String check, Object... details) {
        wrong++;
        add(false, check, details);
    }

    /** What does not hold yet, and may before long: that is not the same as failing. */
    void waits(String check, Object... details) {
        waiting++;
        out.println("○ " + words(check, details));
    }

    /** Something to know that neither holds nor fails. */
    @Override
    public void note(String check, Object... details) {
        out.println("  " + words(check, details));
    }

    /** Something that could not be checked: not all holds, nor is anything known not to. */
    void isNotChecked(String check, Object... details) {
        whole = false;
        note(check, details);
    }

    /** Whether all was checked that is there to be checked. */
    boolean isWhole() {
        return whole;
    }

    /** What a row is called: its kind, what identifies it, and when it was. */
    String named(StoredRow row) {
        if (row.kind() == RowKind.EVENT) {
            return words("kind.event") + " " + PackageCheck.named(row.event());
        }
        String what = row.text(row.kind() == RowKind.JOURNAL ? "code" : "username").orElse("");
        return "%s %s (%s %s)"
                .formatted(
                        words("kind." + row.kind().text()),
                        row.text(row.kind().id()).orElse("?"),
                        Moments.of(row.text("at").orElse("?")),
                        what);
    }

    /** The same of a row that is not there any more. */
    String named(String kind, String id) {
        String called = RowKind.of(kind).isPresent() ? words("kind." + kind) : kind;
        return called + " " + id + Moments.inside(id).map(at -> " (" + at + ")").orElse("");
    }

    /** How many things did not hold so far. */
    long wrong() {
        return wrong;
    }

    boolean allHold() {
        return wrong == 0;
    }

    /** Whether nothing fails and something is still to come. */
    boolean isWaiting() {
        return wrong == 0 && waiting > 0;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    void conclude() {
        if (wrong > MANY) {
            note("more", wrong - MANY);
        }
        out.println();
        if (!allHold()) {
            out.println(words("something-does-not", wrong));
        } else if (!whole) {
            out.println(words("not-all-checked"));
        } else {
            out.println(words(waiting > 0 ? "something-is-to-come" : "all-holds"));
        }
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
        return switch (detail) {
            case Malformed malformed -> malformed.in(language);
            case MissingVersions missing -> missing.in(language);
            case Role role when language.getLanguage().equals("zh") -> role.title();
            case Instant moment -> Moments.of(moment);
            default -> String.valueOf(detail);
        };
    }

    /** What is shown may come from anybody: it neither moves on the screen nor fills it. */
    private static String printable(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "�");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
