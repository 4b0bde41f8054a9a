package org.liuhen.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** What a browser may do with our answers: as little as the screens need. */
final class SecurityHeaders {
    private static final String CONTENT =
            String.join(
                    "; ",
                    "default-src 'self'",
                    "img-src 'self' data:",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");
    private static final String DEVICES =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private SecurityHeaders() {}

    /** Adds to the defaults: nosniff always, Strict-Transport-Security behind TLS. */
    static void set(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(devices -> devices.policy(DEVICES))
                // Scripts and pictures may be kept; what is read from the reports may not.
                .cacheControl(cache -> cache.disable())
                .addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(
                                PathPatternRequestMatcher.pathPattern("/api/**"),
                                new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store")));
    }
}
