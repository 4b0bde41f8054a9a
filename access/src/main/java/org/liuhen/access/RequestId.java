package org.liuhen.access;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** One request's identifier, in its answer, its log lines and everything it writes. */
public record RequestId(UUID value) {
    /** The answer's header that carries it. */
    public static final String HEADER = "X-Request-Id";

    /** What it is called in every line that is logged meanwhile. */
    public static final String IN_LOG = "requestId";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    static RequestId next() {
        return new RequestId(GENERATOR.generate());
    }

    /** The identifier that {@link RequestFilter} gave this request. */
    public static RequestId of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestId id) {
            return id;
        }
        RequestId id = next();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
