package org.liuhen.access;

import org.springframework.http.HttpMethod;

/**
 * One row of the table of endpoints: who may call it. An endpoint without a row does not exist.
 *
 * @param pattern exactly as the controller declares it
 */
public record EndpointRule(HttpMethod method, String pattern, Access access) {

    public EndpointRule {
        if (pattern.startsWith("/**") || pattern.startsWith("/{*")) {
            throw new IllegalArgumentException("a rule for everything rules nothing: " + pattern);
        }
    }
}
