package org.liuhen.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.WebUtils;

/**
 * Tells a network that floods us with requests that would be refused anyway to come back later. It
 * never touches what is answered: signing in, and whoever is signed in or was until a moment ago,
 * go on behind the same address.
 */
final class Strangers {
    private static final int REFUSED_AT_ONCE = 1_000;
    private static final int REFUSED_IN_A_SECOND = 50;
    private static final Set<ProblemCode> REFUSALS =
            EnumSet.of(
                    ProblemCode.NOT_SIGNED_IN,
                    ProblemCode.NOT_PERMITTED,
                    ProblemCode.NOT_FOUND,
                    ProblemCode.MALFORMED);

    private final Cache<String, Bucket> networks =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    /** The answer to give instead of this refusal, where there have been too many. */
    Optional<Problem> tooMany(HttpServletRequest request, ProblemCode code) {
        if (!REFUSALS.contains(code) || isSomebody(request)) {
            return Optional.empty();
        }
        String network = ClientAddress.network(request.getRemoteAddr());
        ConsumptionProbe probe =
                Objects.requireNonNull(networks.get(network, _ -> bucket()))
                        .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                        ProblemCode.TOO_MANY_REQUESTS,
                                        "来自您所在网络的未登录请求过于频繁，请稍候再试；登录和已登录的人不受影响。")
                                .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private static boolean isSomebody(HttpServletRequest request) {
        return SignedIn.person().isPresent()
                || Journal.isAttempt(request)
                || WebUtils.getCookie(request, SessionConfiguration.COOKIE) != null;
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(REFUSED_AT_ONCE)
                                .refillGreedy(REFUSED_IN_A_SECOND, Duration.ofSeconds(1)))
                .build();
    }
}
