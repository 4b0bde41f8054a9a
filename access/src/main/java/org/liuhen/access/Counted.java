package org.liuhen.access;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;

/**
 * What was refused again and again within a minute, and how often.
 *
 * @param window when the minute began
 * @param who whose requests these are, as a key
 * @param person absent where nobody was signed in
 * @param username that was tried each time; absent where there were several, or none
 * @param network they came from; absent where they came from many
 * @param samples some of what was asked for, or of the names that were tried
 */
record Counted(
        Instant window,
        String who,
        @Nullable Person person,
        @Nullable String username,
        @Nullable String network,
        ProblemCode code,
        long times,
        Instant first,
        Instant last,
        List<String> samples) {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST_SAMPLES = 5;

    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    static Instant windowOf(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Both as one. */
    Counted plus(Counted more) {
        return new Counted(
                window,
                who,
                person,
                username,
                network,
                code,
                times + more.times,
                first.isBefore(more.first) ? first : more.first,
                last.isAfter(more.last) ? last : more.last,
                Stream.concat(samples.stream(), more.samples.stream())
                        .distinct()
                        .limit(MOST_SAMPLES)
                        .toList());
    }

    /** The same, of strangers from everywhere. */
    Counted ofAll(String key) {
        return new Counted(window, key, null, null, null, code, times, first, last, samples);
    }

    /** One sentence in Chinese: who, what, how often, from when to when. */
    String sentence() {
        return "%s共%d次被拒绝（%s），自%s至%s（北京时间），例如：%s。"
                .formatted(
                        subject(),
                        times,
                        code.title(),
                        BEIJING.format(first),
                        BEIJING.format(last),
                        String.join("、", samples));
    }

    private String subject() {
        if (person != null) {
            return person.organisation().name() + person.name() + "（" + person.post() + "）反复提出的请求，";
        }
        String from = network == null ? "（来自多处）" : "（来自 " + network + "）";
        return username == null
                ? "没有登录的人" + from + "的请求，"
                : "有人以用户名“" + username + "”" + from + "登录，";
    }
}
