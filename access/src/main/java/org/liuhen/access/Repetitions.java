package org.liuhen.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;

/**
 * Tells refusals that are entered one by one from those that are only counted: nobody fills the
 * journal by being refused. Of a stranger's network a few are entered, and of all strangers
 * together some; whoever is signed in is entered each time, unless it is the same again and again.
 *
 * <p>However many the networks are, the counts of a minute are few: those that are too many are
 * counted together.
 */
final class Repetitions {
    static final int MOST_COUNTS = 60;
    static final int MOST_LEFT = 600;

    private static final int OF_ALL = 10;
    private static final Duration PER_ENTRY = Duration.ofSeconds(10);
    private static final Duration PER_ENTRY_OF_ALL = Duration.ofSeconds(2);
    private static final int THE_SAME = 10;
    private static final int OF_A_PERSON = 300;
    private static final Duration PER_ENTRY_OF_A_PERSON = Duration.ofMillis(500);

    private final int singly;
    private final Bucket strangers;
    private final Cache<String, Bucket> networks = remembered();
    private final Cache<String, Bucket> persons = remembered();
    private final Cache<String, Bucket> same = remembered();
    private final Map<String, Counted> counts = new LinkedHashMap<>();
    private final List<Counted> left = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private Instant window = Instant.EPOCH;

    /**
     * Begins with nothing counted.
     *
     * @param singly how many refusals of a network are entered one by one before they are counted
     */
    Repetitions(int singly) {
        this.singly = singly;
        this.strangers = bucket(singly * OF_ALL, PER_ENTRY_OF_ALL);
    }

    /** Whether it has been counted, and is not to be entered by itself. */
    boolean take(RefusedRequest refused) {
        Person person = refused.person();
        if (person == null ? isSingle(refused) : isSingle(refused, person)) {
            return false;
        }
        count(refused);
        return true;
    }

    private boolean isSingle(RefusedRequest refused) {
        return pay(networks, refused.network(), singly, PER_ENTRY) && strangers.tryConsume(1);
    }

    private boolean isSingle(RefusedRequest refused, Person person) {
        String thing = String.join("\n", person.id(), refused.code().text(), refused.asked());
        return pay(same, thing, THE_SAME, PER_ENTRY)
                && pay(persons, person.id(), OF_A_PERSON, PER_ENTRY_OF_A_PERSON);
    }

    private synchronized void count(RefusedRequest refused) {
        Instant now = Counted.windowOf(refused.at());
        if (!now.equals(window)) {
            leave(counts.values());
            counts.clear();
            keys.clear();
            window = now;
        }
        Counted one = counted(refused, now);
        keys.add(one.who());
        counts.merge(one.who(), one, Counted::plus);
    }

    private Counted counted(RefusedRequest refused, Instant now) {
        String code = refused.code().text();
        Person person = refused.person();
        if (person != null) {
            return one(refused, now, "person " + person.id() + " " + code, refused.network(), null);
        }
        String ofNetwork = "network " + refused.network() + " " + code;
        String name = refused.username();
        if (name != null) {
            String ofName = ofNetwork + " " + name;
            if (keys.contains(ofName) || keys.size() < MOST_COUNTS / 2) {
                return one(refused, now, ofName, refused.network(), name);
            }
        }
        return keys.contains(ofNetwork) || keys.size() < MOST_COUNTS
                ? one(refused, now, ofNetwork, refused.network(), null)
                : one(refused, now, everywhere(refused.code()), null, null);
    }

    private static String everywhere(ProblemCode code) {
        return "everywhere " + code.text();
    }

    private static Counted one(
            RefusedRequest refused,
            Instant now,
            String who,
            @Nullable String network,
            @Nullable String username) {
        return new Counted(
                now,
                who,
                refused.person(),
                username,
                network,
                refused.code(),
                1,
                refused.at(),
                refused.at(),
                List.of(refused.sample()));
    }

    /** All that was counted since it was asked last. */
    synchronized List<Counted> taken() {
        List<Counted> taken = new ArrayList<>(left);
        taken.addAll(counts.values());
        left.clear();
        counts.clear();
        return taken;
    }

    /** What could not be written is kept for another time. */
    synchronized void leave(Iterable<Counted> more) {
        more.forEach(left::add);
        if (left.size() <= MOST_LEFT) {
            return;
        }
        Map<String, Counted> together = new LinkedHashMap<>();
        for (Counted each : left) {
            Counted one = each.person() == null ? each.ofAll(everywhere(each.code())) : each;
            together.merge(one.who(), one, Counted::plus);
        }
        left.clear();
        left.addAll(together.values());
    }

    private static boolean pay(
            Cache<String, Bucket> all, String key, int capacity, Duration perEntry) {
        return Objects.requireNonNull(all.get(key, _ -> bucket(capacity, perEntry))).tryConsume(1);
    }

    private static Bucket bucket(int capacity, Duration perEntry) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, perEntry))
                .build();
    }

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }
}
