package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One section as it stands.
 *
 * @param drafter who last contributed to the content
 * @param opinions every decision that was taken on it, in order
 */
@RecordBuilder
public record SectionState(
        String key,
        @Nullable String printedNumber,
        String title,
        @Nullable String chapter,
        SectionText text,
        Standing standing,
        Round thisRound,
        Actor drafter,
        List<Opinion> opinions)
        implements SectionStateBuilder.With {

    public SectionState {
        opinions = List.copyOf(opinions);
    }

    public List<Block> blocks() {
        return text.blocks();
    }

    /** Counts the versions of the text from 1. */
    public int revision() {
        return text.revision();
    }

    /** Who saved the present revision of the text. */
    public Actor editor() {
        return text.editor();
    }

    public Position position() {
        return standing.position();
    }

    /** When it came to where it is. */
    public Instant since() {
        return standing.since();
    }

    /** Counts from 1; every return starts the next. */
    public int round() {
        return thisRound.number();
    }

    /** Ids of those who contributed to the content under review in this round. */
    public Set<String> contributors() {
        return thisRound.contributors();
    }

    /** Ids of those who decided a step in this round. */
    public Set<String> deciders() {
        return thisRound.deciders();
    }

    /** Id of who submitted it, until the first decision. */
    public @Nullable String withdrawableBy() {
        return thisRound.withdrawableBy();
    }

    /** What the drafter was asked to change when this round began. */
    public List<ReturnItem> returnItems() {
        return thisRound.returnItems();
    }

    SectionState contributed(Actor by) {
        return withDrafter(by).contributedAlso(by.id());
    }

    /** Somebody's earlier request became content: they contributed, though others write it. */
    SectionState contributedAlso(String id) {
        return withThisRound(thisRound.contributed(id));
    }

    SectionState edited(List<Block> blocks, int revision, Actor by) {
        return withText(new SectionText(blocks, revision, by)).contributed(by);
    }

    SectionState submitted(Position next, Actor by, Instant at) {
        return moved(next, at).withThisRound(thisRound.contributed(by.id()).submitted(by.id()));
    }

    SectionState moved(Position next, Instant at) {
        return withStanding(new Standing(next, at))
                .withThisRound(thisRound.withWithdrawableBy(null));
    }

    SectionState decided(Opinion opinion) {
        List<Opinion> all = new ArrayList<>(opinions);
        all.add(opinion);
        return withOpinions(all).withThisRound(thisRound.decided(opinion.by().id()));
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
        return withOpinions(all).contributedAlso(reply.by().id());
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
        return withThisRound(
                new Round(thisRound.number() + 1, stillContributors, Set.of(), null, items));
    }
}
