package org.liuhen.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.liuhen.workflow.Person;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nothing be done in the name of whoever signed in beside a window that says whose it is.
 *
 * <p>Stands behind the security chain, which knows who is signed in, and before all that is done.
 */
final class OwnFilter extends OncePerRequestFilter {
    /** Said by a screen: the identifier of the person it was opened by. */
    static final String HEADER = "X-Liuhen-Person";

    private final Problems problems;

    OwnFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Person> person = SignedIn.person();
        if (person.isPresent()) {
            try {
                Own.check(person.get(), request.getHeader(HEADER));
            } catch (Problem problem) {
                problems.answer(request, response, problem);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
