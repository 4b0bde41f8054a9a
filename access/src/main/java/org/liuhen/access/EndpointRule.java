package org.liuhen.access;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * One row of the table of endpoints: who may call it, and whether the journal keeps that they did.
 * An endpoint without a row does not exist.
 *
 * @param pattern exactly as the controller declares it
 * @param recordedAs what an answer is recorded as; null where only refusals are
 * @param deed whether something is meant to be done: each refusal of that is recorded, of anything
 *     else only who was kept out
 * @param unattended whether screens ask it by themselves: asking is then no use of a session
 */
public record EndpointRule(
        HttpMethod method,
        String pattern,
        Access access,
        @Nullable JournalCode recordedAs,
        boolean deed,
        boolean unattended) {

    public EndpointRule {
        if (pattern.startsWith("/**") || pattern.startsWith("/{*")) {
            throw new IllegalArgumentException("a rule for everything rules nothing: " + pattern);
        }
    }

    public EndpointRule(HttpMethod method, String pattern, Access access) {
        this(method, pattern, access, null, !method.equals(HttpMethod.GET), false);
    }

    /** The same rule, and every answer is on record before it is sent. */
    public EndpointRule recordedAs(JournalCode code) {
        return new EndpointRule(method, pattern, access, code, deed, unattended);
    }

    /** The same rule for what somebody keeps for themselves, every few seconds. */
    EndpointRule noDeed() {
        return new EndpointRule(method, pattern, access, recordedAs, false, unattended);
    }

    /** The same rule for what a screen asks by itself, whether somebody sits there or not. */
    public EndpointRule asUnattended() {
        return new EndpointRule(method, pattern, access, recordedAs, deed, true);
    }
}
