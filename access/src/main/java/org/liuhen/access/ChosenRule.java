package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule that {@link EndpointGate} found for a request, and what its path says by that rule. */
record ChosenRule(EndpointRule rule, Map<String, String> variables) {
    private static final String ATTRIBUTE = ChosenRule.class.getName();
    private static final String REPORT = "r";

    static Optional<ChosenRule> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ChosenRule chosen
                ? Optional.of(chosen)
                : Optional.empty();
    }

    void rememberIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The report that the path names, whether there is one or not. */
    @Nullable String reportId() {
        return variables.get(REPORT);
    }
}
