package org.liuhen.command.seal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** What any cache may keep for everybody gives nobody a cookie, not even one against forgery. */
final class NoCookies extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                request,
                new HttpServletResponseWrapper(response) {
                    @Override
                    public void addCookie(Cookie cookie) {
                        // not here
                    }
                });
    }
}
