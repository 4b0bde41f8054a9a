package org.liuhen.workflow;

import java.util.List;
import java.util.Locale;

/**
 * A command that was not carried out, and what its sender can do about it. Nothing has changed.
 *
 * <p>A business answer, not a fault: it carries no stack trace.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One thing to correct.
     *
     * @param path where in the request, such as {@code sections/0/key}
     * @param message a Chinese sentence
     */
    public record Fault(String path, String message) {}

    private final RefusalCode code;
    private final transient List<Fault> faults;

    private Refused(RefusalCode code, String sentence, List<Fault> faults) {
        super(sentence, null, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    static Refused because(RefusalCode code, String sentence, Object... words) {
        return new Refused(code, String.format(Locale.ROOT, sentence, words), List.of());
    }

    /**
     * The request lacks or contradicts something: every fault of it, so it is corrected in one go.
     */
    public static Refused invalid(List<Fault> faults) {
        return new Refused(
                RefusalCode.INVALID, "请按提示改正后再提交：" + faults.getFirst().message(), faults);
    }

    public RefusalCode code() {
        return code;
    }

    /** The Chinese sentence that says what to do next. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What to correct, for {@link RefusalCode#INVALID}; else empty. */
    public List<Fault> faults() {
        return faults;
    }
}
