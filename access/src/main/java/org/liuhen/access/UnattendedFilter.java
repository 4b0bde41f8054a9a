package org.liuhen.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Leads readings that a screen asks for by itself past Spring Session, which would count them as
 * use of the session: those whose rule says so, and those that say it of themselves. Who is asking
 * is found by {@link Presence} all the same.
 */
final class UnattendedFilter extends OncePerRequestFilter {
    /** Said by a screen that refreshes by itself. */
    static final String HEADER = "X-Unattended";

    private static final String MARK = UnattendedFilter.class.getName();
    private static final String PASSED = SessionRepositoryFilter.class.getName() + ".FILTERED";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final List<PathPattern> patterns;

    UnattendedFilter(List<EndpointRule> rules) {
        this.patterns =
                rules.stream()
                        .filter(EndpointRule::unattended)
                        .map(rule -> PathPatternParser.defaultInstance.parse(rule.pattern()))
                        .toList();
    }

    static boolean isUnattended(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod())
                && (request.getHeader(HEADER) != null || isByRule(request))) {
            request.setAttribute(MARK, true);
            request.setAttribute(PASSED, true);
        }
        chain.doFilter(request, response);
    }

    private boolean isByRule(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
