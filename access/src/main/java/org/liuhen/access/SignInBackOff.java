package org.liuhen.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down, per name and per address. An attempt is paid for before it is looked at, so
 * that many at once are no more than many in turn, and paid back when it succeeds: whoever knows
 * the password may sign in as often as they like.
 */
final class SignInBackOff {
    private static final int MOST_REMEMBERED = 100_000;
    private static final int FAILURES_OF_A_NAME = 10;
    private static final Duration PER_NAME = Duration.ofSeconds(5);
    private static final int FAILURES_OF_AN_ADDRESS = 100;
    private static final Duration PER_ADDRESS = Duration.ofSeconds(1);

    private final Cache<String, Bucket> names = remembered(Duration.ofMinutes(5));
    private final Cache<String, Bucket> addresses = remembered(Duration.ofMinutes(5));

    /** How long this name, or this address, has yet to wait; zero where it need not. */
    Duration wait(String name, String address) {
        Duration byName = wait(names.getIfPresent(name));
        Duration byAddress = wait(addresses.getIfPresent(address));
        return byName.compareTo(byAddress) > 0 ? byName : byAddress;
    }

    /** Pays for one attempt; says how long there is to wait where it cannot be paid for. */
    Duration attempt(String name, String address) {
        Bucket ofName = names.get(name, _ -> bucket(FAILURES_OF_A_NAME, PER_NAME));
        Bucket ofAddress = addresses.get(address, _ -> bucket(FAILURES_OF_AN_ADDRESS, PER_ADDRESS));
        Duration byName = pay(ofName);
        if (byName.isPositive()) {
            return byName;
        }
        Duration byAddress = pay(ofAddress);
        if (byAddress.isPositive()) {
            ofName.addTokens(1);
        }
        return byAddress;
    }

    void succeeded(String name, String address) {
        names.invalidate(name);
        payBack(addresses.getIfPresent(address));
    }

    /** The attempt could not be looked at, through no fault of whoever made it. */
    void unjudged(String name, String address) {
        payBack(names.getIfPresent(name));
        payBack(addresses.getIfPresent(address));
    }

    private static void payBack(@Nullable Bucket bucket) {
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private static Duration wait(@Nullable Bucket bucket) {
        if (bucket == null) {
            return Duration.ZERO;
        }
        EstimationProbe probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private static Duration pay(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(int failures, Duration perFailure) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(failures).refillGreedy(1, perFailure))
                .build();
    }

    /** Longer than a bucket takes to fill again: forgetting it then forgives nothing. */
    private static Cache<String, Bucket> remembered(Duration idle) {
        return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterAccess(idle).build();
    }
}
