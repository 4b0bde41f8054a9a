package org.liuhen.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long it took after each start until the part answered, and until everybody could work. */
final class Recoveries {
    private final Map<Part.Kind, List<Recovery>> all = new EnumMap<>(Part.Kind.class);

    private record Recovery(Duration answers, Duration everybodyWorks) {}

    void add(Part.Kind kind, Duration answers, Duration everybodyWorks) {
        all.computeIfAbsent(kind, _ -> new ArrayList<>())
                .add(new Recovery(answers, everybodyWorks));
    }

    @Override
    public String toString() {
        return all.entrySet().stream()
                .map(each -> {
                    List<Recovery> times = each.getValue();
                    return "  %s, %d times: %s, %s"
                            .formatted(
                                    each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    times.size(),
                                    spread(times, Recovery::answers),
                                    spread(times, Recovery::everybodyWorks));
                })
                .collect(
                        Collectors.joining(
                                "\n",
                                "recovery, median/longest seconds from its start until it answers,"
                                        + " and until everybody has written and read:\n",
                                ""));
    }

    private static String spread(List<Recovery> times, Function<Recovery, Duration> of) {
        List<Duration> sorted = times.stream().map(of).sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f/%.1f",
                sorted.get(sorted.size() / 2).toMillis() / 1e3,
                sorted.getLast().toMillis() / 1e3);
    }
}
