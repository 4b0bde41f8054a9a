package org.liuhen.access;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;

/**
 * A request that was refused, as far as it is counted where it is repeated.
 *
 * @param person who gave it; absent where nobody was signed in
 * @param username that was tried, where it was a sign-in
 * @param network that it came from
 * @param asked its method and path
 */
record RefusedRequest(
        Instant at,
        @Nullable Person person,
        @Nullable String username,
        String network,
        String asked,
        ProblemCode code) {

    /** What is kept of it as an example. */
    String sample() {
        return Objects.requireNonNullElse(username, asked);
    }
}
