package org.liuhen.access;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients write into query strings. */
public final class Parameters {
    private static final int MOST = 500;
    private static final int LAST_YEAR = 9999;
    private static final String SEPARATOR = "\n";
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private Parameters() {}

    /** An RFC 3339 time, with any offset; its year has four digits. */
    public static Instant time(String name, String given) {
        return time(given)
                .orElseThrow(() -> malformed(name, "须为 RFC 3339 时间，例如 2024-03-01T08:30:00Z"));
    }

    /**
     * A moment that has been: how things will stand, nobody can tell. A clock beside ours may be a
     * little ahead.
     */
    public static Instant past(String name, String given) {
        Instant moment = time(name, given);
        Instant now = Instant.now();
        if (moment.isAfter(now.plus(AHEAD))) {
            throw malformed(
                    name, "是还没有到的时刻，现在是 " + now.truncatedTo(ChronoUnit.SECONDS) + "，只能查看此刻及以前");
        }
        return moment;
    }

    /** That a period does not end before it begins. */
    public static void inOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && from.isAfter(to)) {
            throw malformed("from", "不能晚于 to");
        }
    }

    /** A number that counts something: not less than none. */
    public static void count(String name, @Nullable Long given) {
        if (given != null && given < 0) {
            throw malformed(name, "不能是负数");
        }
    }

    /** One of the words there are, which the refusal of any other names. */
    public static void oneOf(String name, @Nullable String given, Collection<String> known) {
        if (given != null && !known.contains(given)) {
            throw malformed(name, "没有这一种，可选：" + String.join("、", known));
        }
    }

    private static Optional<Instant> time(String given) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(given.replace(' ', '+'));
            return Optional.of(time)
                    .filter(t -> t.getYear() >= 0 && t.getYear() <= LAST_YEAR)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** How many items a page has at most. */
    public static int limit(int given) {
        if (given < 1 || given > MOST) {
            throw malformed("limit", "须在1至" + MOST + "之间");
        }
        return given;
    }

    /** A place in a list, for the client to bring back unread. */
    public static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of a place we gave out. */
    public static List<String> place(String cursor, int parts) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            List<String> found =
                    List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (found.size() == parts && found.stream().noneMatch(Parameters::isHostile)) {
                return found;
            }
        } catch (IllegalArgumentException _) {
            // answered below
        }
        throw notOurs();
    }

    /** The time in a place we gave out. */
    public static Instant timeOf(String part) {
        return time(part).orElseThrow(Parameters::notOurs);
    }

    /** A cursor we never gave out. */
    public static Problem notOurs() {
        return malformed("cursor", "须为上一页答复中的 next");
    }

    /** A parameter that cannot be read. */
    public static Problem malformed(String name, String should) {
        return Problem.of(ProblemCode.MALFORMED, "查询参数“" + name + "”" + should + "，请更正后重试。");
    }

    private static boolean isHostile(String part) {
        return part.indexOf('\0') >= 0 || part.indexOf('\uFFFD') >= 0;
    }
}
