package org.liuhen.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: every request has its identifier before anything looks at it, and its
 * problem even when a filter fails.
 */
final class RequestFilter extends OncePerRequestFilter {
    private final Problems problems;

    RequestFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        RequestId id = RequestId.of(request);
        response.setHeader(RequestId.HEADER, id.toString());
        MDC.put(RequestId.IN_LOG, id.toString());
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            problems.answer(request, response, ProblemCode.MALFORMED, Refusals.UNREADABLE);
        } catch (Exception e) {
            problems.unexpected(request, response, e);
        } finally {
            MDC.remove(RequestId.IN_LOG);
        }
    }
}
