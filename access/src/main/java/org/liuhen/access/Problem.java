package org.liuhen.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * A request that is answered with a problem instead of what it asked for. A regular answer, not a
 * fault: it carries no stack trace.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(ProblemCode code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /**
     * A problem of this code.
     *
     * @param sentence Chinese, and says what to do next
     */
    public static Problem of(ProblemCode code, String sentence) {
        return new Problem(code, sentence);
    }

    /** The same, telling the client when to come back. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        headers.put(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
