package org.liuhen.workflow;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One indicator as it stands. The original target is never overwritten.
 *
 * @param onceGiven whether it ever had an actual value, though it may have been taken back
 */
@RecordBuilder
public record IndicatorState(
        String key,
        String section,
        @Nullable Category category,
        String name,
        @Nullable Target originalTarget,
        @Nullable Target target,
        @Nullable Actual actual,
        @Nullable String explanation,
        boolean onceGiven,
        List<RevisionState> revisions)
        implements IndicatorStateBuilder.With {

    public IndicatorState {
        revisions = List.copyOf(revisions);
    }

    IndicatorCommand.Row row() {
        return new IndicatorCommand.Row(
                actual == null ? new Actual(null, null) : actual, explanation);
    }

    IndicatorState reached(Actual value, @Nullable String why) {
        return withActual(value)
                .withExplanation(why)
                .withOnceGiven(onceGiven || value.value() != null);
    }

    IndicatorState asked(RevisionState revision) {
        List<RevisionState> more = new ArrayList<>(revisions);
        more.add(revision);
        return withRevisions(more);
    }

    IndicatorState settled(RevisionState revision) {
        List<RevisionState> all = new ArrayList<>(revisions);
        all.replaceAll(each -> each.id().equals(revision.id()) ? revision : each);
        IndicatorState settled = withRevisions(all);
        return revision.status() == RevisionState.Status.APPROVED
                ? settled.withTarget(revision.target())
                : settled;
    }

    Optional<RevisionState> revision(String id) {
        return revisions.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<RevisionState> openRevision() {
        return revisions.stream()
                .filter(each -> each.status() == RevisionState.Status.OPEN)
                .findFirst();
    }
}
