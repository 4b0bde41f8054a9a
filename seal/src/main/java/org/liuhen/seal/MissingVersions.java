package org.liuhen.seal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Versions of a report that are not in its record, though later ones are (记录缺第n版).
 *
 * @param ranges in ascending order
 */
public record MissingVersions(List<Range> ranges) {
    public MissingVersions {
        ranges = List.copyOf(ranges);
    }

    /** From the first to the last of them, both missing. */
    public record Range(long first, long last) {}

    /** What is missing between 1 and the last of these. */
    public static MissingVersions of(Collection<Long> there) {
        List<Range> ranges = new ArrayList<>();
        long next = 1;
        for (long version : new TreeSet<>(there)) {
            if (version > next) {
                ranges.add(new Range(next, version - 1));
            }
            next = Math.max(next, version + 1);
        }
        return new MissingVersions(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Every number of them: {@code 3、5至9} in Chinese, {@code 3, 5-9} else. */
    public String in(Locale language) {
        boolean chinese = language.getLanguage().equals("zh");
        String to = chinese ? "至" : "-";
        return ranges.stream()
                .map(each ->
                        each.first == each.last ? "" + each.first : each.first + to + each.last)
                .collect(Collectors.joining(chinese ? "、" : ", "));
    }
}
