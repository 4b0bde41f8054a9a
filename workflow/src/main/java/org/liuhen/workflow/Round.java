package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One round of a section: from its opening or its last return to the next return.
 *
 * @param number counts from 1
 * @param contributors ids of those who contributed to the content under review
 * @param deciders ids of those who decided a step
 * @param withdrawableBy id of who submitted the section, until the first decision
 * @param returnItems what the drafter was asked to change when it began
 */
@RecordBuilder
public record Round(
        int number,
        Set<String> contributors,
        Set<String> deciders,
        @Nullable String withdrawableBy,
        List<ReturnItem> returnItems)
        implements RoundBuilder.With {

    public Round {
        contributors = sorted(contributors);
        deciders = sorted(deciders);
        returnItems = List.copyOf(returnItems);
    }

    /** The first of a section that somebody has just written. */
    static Round first(Actor by) {
        return new Round(1, Set.of(by.id()), Set.of(), null, List.of());
    }

    Round contributed(String id) {
        return withContributors(with(contributors, id));
    }

    Round submitted(String by) {
        return withWithdrawableBy(by);
    }

    Round decided(String id) {
        return withDeciders(with(deciders, id)).withWithdrawableBy(null);
    }

    /** In a fixed order, so that equal states are written as equal bytes. */
    private static Set<String> sorted(Set<String> ids) {
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    private static Set<String> with(Set<String> ids, String id) {
        Set<String> more = new TreeSet<>(ids);
        more.add(id);
        return more;
    }
}
