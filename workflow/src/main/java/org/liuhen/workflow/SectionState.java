package org.liuhen.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One section as it stands.
 *
 * @param round counts from 1; every return starts the next
 * @param revision counts the versions of the text from 1
 * @param editor who saved the present revision of the text
 * @param drafter who last contributed to the content
 * @param contributors ids of those who contributed to the content under review in this round
 * @param deciders ids of those who decided a step in this round
 * @param withdrawableBy id of who submitted it, until the first decision
 * @param since when it came to where it is
 */
public record SectionState(
        String key,
        @Nullable String printedNumber,
        String title,
        @Nullable String chapter,
        List<Block> blocks,
        Position position,
        int round,
        int revision,
        Actor editor,
        Actor drafter,
        Set<String> contributors,
        Set<String> deciders,
        @Nullable String withdrawableBy,
        Instant since,
        List<Opinion> opinions,
        List<ReturnItem> returnItems) {

    public SectionState {
        blocks = List.copyOf(blocks);
        contributors = sorted(contributors);
        deciders = sorted(deciders);
        opinions = List.copyOf(opinions);
        returnItems = List.copyOf(returnItems);
    }

    SectionState contributed(Actor by) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                position,
                round,
                revision,
                editor,
                by,
                with(contributors, by.id()),
                deciders,
                withdrawableBy,
                since,
                opinions,
                returnItems);
    }

    SectionState edited(List<Block> text, int newRevision, Actor by) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                text,
                position,
                round,
                newRevision,
                by,
                by,
                with(contributors, by.id()),
                deciders,
                withdrawableBy,
                since,
                opinions,
                returnItems);
    }

    /** Somebody's earlier request became content: they contributed, though others write it. */
    SectionState contributedAlso(String id) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                position,
                round,
                revision,
                editor,
                drafter,
                with(contributors, id),
                deciders,
                withdrawableBy,
                since,
                opinions,
                returnItems);
    }

    SectionState submitted(Position next, Actor by, Instant at) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                next,
                round,
                revision,
                editor,
                drafter,
                with(contributors, by.id()),
                deciders,
                by.id(),
                at,
                opinions,
                returnItems);
    }

    SectionState moved(Position next, Instant at) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                next,
                round,
                revision,
                editor,
                drafter,
                contributors,
                deciders,
                null,
                at,
                opinions,
                returnItems);
    }

    SectionState decided(Opinion opinion) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                position,
                round,
                revision,
                editor,
                drafter,
                contributors,
                with(deciders, opinion.by().id()),
                null,
                since,
                append(opinions, opinion),
                returnItems);
    }

    /** The reply to the return item at that place, from 0. */
    public Optional<Reply> replyTo(int item) {
        int last = lastReturn();
        return last < 0 ? Optional.empty() : opinions.get(last).replyTo(item);
    }

    /** Whoever answers for the content is one of its contributors. */
    SectionState replied(Reply reply) {
        List<Opinion> all = new ArrayList<>(opinions);
        all.set(lastReturn(), all.get(lastReturn()).replied(reply));
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                position,
                round,
                revision,
                editor,
                drafter,
                with(contributors, reply.by().id()),
                deciders,
                withdrawableBy,
                since,
                all,
                returnItems);
    }

    /** Where among the opinions the return stands that the return items are from, or -1. */
    private int lastReturn() {
        int last = opinions.size() - 1;
        while (last >= 0 && opinions.get(last).verdict() != Opinion.Verdict.RETURNED) {
            last--;
        }
        return last;
    }

    /** The next round; whoever wrote content that stays as it is remains its contributor. */
    SectionState nextRound(Set<String> stillContributors, List<ReturnItem> items) {
        return new SectionState(
                key,
                printedNumber,
                title,
                chapter,
                blocks,
                position,
                round + 1,
                revision,
                editor,
                drafter,
                stillContributors,
                Set.of(),
                null,
                since,
                opinions,
                items);
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

    private static <T> List<T> append(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }
}
