package org.liuhen.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down, and keeps nobody else out. An attempt is paid for before it is looked at, so
 * that many at once are no more than many in turn, and paid back when it succeeds: whoever knows
 * the password may sign in as often as they like.
 *
 * <p>From a browser that is known, a person has a budget that nobody else can spend. All others
 * share one for the name from their network, one for the name from everywhere, and one for their
 * network; where that last one is spent by somebody, each name has a few attempts left, so that
 * neighbours still come in.
 */
final class SignInBackOff {
    private static final int MOST_REMEMBERED = 100_000;
    private static final Budget OF_A_BROWSER = new Budget(10, Duration.ofSeconds(5));
    private static final Budget OF_A_NAME_FROM_A_NETWORK = new Budget(10, Duration.ofSeconds(5));
    private static final Budget OF_A_NAME = new Budget(30, Duration.ofSeconds(2));
    private static final Budget OF_A_NETWORK = new Budget(100, Duration.ofSeconds(1));
    private static final Budget OF_A_NEIGHBOUR = new Budget(3, Duration.ofMinutes(5));

    private final Cache<String, Bucket> browsers = remembered();
    private final Cache<String, Bucket> pairs = remembered();
    private final Cache<String, Bucket> names = remembered();
    private final Cache<String, Bucket> networks = remembered();
    private final Cache<String, Bucket> neighbours = remembered();

    /**
     * Somebody tries a name.
     *
     * @param network that it comes from
     * @param browser that is known for this name; absent where it is not
     */
    record Attempt(String name, String network, @Nullable String browser) {
        private String pair() {
            return name + "\n" + network;
        }
    }

    private record Budget(int failures, Duration perFailure) {
        Bucket bucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(failures).refillGreedy(1, perFailure))
                    .build();
        }
    }

    /**
     * What an attempt has been paid with.
     *
     * @param left how long there is to wait where it could not be paid for, which then cost
     *     nothing; else zero
     */
    record Ticket(Duration left, List<Bucket> paid) {
        private static Ticket refused(Duration wait, Bucket... paid) {
            List.of(paid).forEach(bucket -> bucket.addTokens(1));
            return new Ticket(wait, List.of());
        }

        /** It succeeded, or could not be looked at through no fault of whoever made it. */
        void giveBack() {
            paid.forEach(bucket -> bucket.addTokens(1));
        }
    }

    /** How long this attempt has yet to wait; zero where it need not. */
    Duration wait(Attempt attempt) {
        if (attempt.browser() != null) {
            return wait(browsers.getIfPresent(attempt.name() + "\n" + attempt.browser()));
        }
        Duration ofNetwork = wait(networks.getIfPresent(attempt.network()));
        Duration ofNeighbour = wait(neighbours.getIfPresent(attempt.pair()));
        return Stream.of(
                        wait(pairs.getIfPresent(attempt.pair())),
                        wait(names.getIfPresent(attempt.name())),
                        ofNeighbour.isPositive() ? ofNetwork : Duration.ZERO)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Whether others have spent what its network has. */
    boolean isCrowded(Attempt attempt) {
        return attempt.browser() == null
                && wait(networks.getIfPresent(attempt.network())).isPositive();
    }

    /** Pays for one attempt. */
    Ticket attempt(Attempt attempt) {
        if (attempt.browser() != null) {
            Bucket own = bucket(browsers, attempt.name() + "\n" + attempt.browser(), OF_A_BROWSER);
            Duration wait = pay(own);
            return wait.isPositive()
                    ? Ticket.refused(wait)
                    : new Ticket(Duration.ZERO, List.of(own));
        }
        Bucket ofPair = bucket(pairs, attempt.pair(), OF_A_NAME_FROM_A_NETWORK);
        Duration wait = pay(ofPair);
        if (wait.isPositive()) {
            return Ticket.refused(wait);
        }
        Bucket ofName = bucket(names, attempt.name(), OF_A_NAME);
        wait = pay(ofName);
        if (wait.isPositive()) {
            return Ticket.refused(wait, ofPair);
        }
        Bucket ofNetwork = bucket(networks, attempt.network(), OF_A_NETWORK);
        wait = pay(ofNetwork);
        if (!wait.isPositive()) {
            return new Ticket(Duration.ZERO, List.of(ofPair, ofName, ofNetwork));
        }
        Bucket ofNeighbour = bucket(neighbours, attempt.pair(), OF_A_NEIGHBOUR);
        return pay(ofNeighbour).isPositive()
                ? Ticket.refused(wait, ofPair, ofName)
                : new Ticket(Duration.ZERO, List.of(ofPair, ofName, ofNeighbour));
    }

    /** Whoever knows the password begins anew. */
    void succeeded(Attempt attempt, Ticket ticket) {
        ticket.giveBack();
        pairs.invalidate(attempt.pair());
        if (attempt.browser() != null) {
            browsers.invalidate(attempt.name() + "\n" + attempt.browser());
        }
    }

    private static Bucket bucket(Cache<String, Bucket> all, String key, Budget budget) {
        return Objects.requireNonNull(all.get(key, _ -> budget.bucket()));
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

    /** Longer than a bucket takes to fill again: forgetting it then forgives nothing. */
    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(15))
                .build();
    }
}
