package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.Target;

class ChangesTest {
    private final ReportState opened =
            after(null, new ReportOpened(Cast.open(2001, 2).document(), Route.SELF_EVALUATION));

    @Test
    void anOpeningShowsAllThatIsThere() {
        assertThat(Changes.between(null, opened))
                .contains(
                        new Change("title", null, "绩效自评报告"),
                        new Change("stage", null, "DEPARTMENT"),
                        new Change("sections/1.2/blocks/0/text", null, "正文"),
                        new Change("indicators/ind-1/target/value", null, "100"))
                .allSatisfy(change -> assertThat(change.before()).isNull());
    }

    @Test
    void nothingDiffersFromItself() {
        assertThat(Changes.between(opened, opened)).isEmpty();
    }

    @Test
    void aFigureIsShownOldAndNew() {
        ReportState first =
                after(opened, new ActualSubmitted("ind-1", new Actual("22.8", "%"), null, null));
        ReportState second =
                after(first, new ActualCorrected("ind-1", new Actual("23.5", "%"), null, "笔误"));
        assertThat(Changes.between(first, second))
                .containsExactly(new Change("indicators/ind-1/actual/value", "22.8", "23.5"));
        assertThat(Changes.between(second, opened))
                .containsExactly(
                        new Change("indicators/ind-1/actual/value", "23.5", null),
                        new Change("indicators/ind-1/actual/unit", "%", null));
    }

    @Test
    void anInsertedParagraphDoesNotMakeTheOthersLookChanged() {
        ReportState three = after(opened, edited(2, "一", "二", "三"));
        assertThat(Changes.between(three, after(three, edited(3, "一", "新", "二", "三"))))
                .containsExactly(new Change("sections/1.1/blocks/1/text", null, "新"));
        assertThat(Changes.between(three, after(three, edited(3, "一", "三"))))
                .containsExactly(new Change("sections/1.1/blocks/1/text", "二", null));
        assertThat(Changes.between(three, after(three, edited(3, "一", "改", "三"))))
                .containsExactly(new Change("sections/1.1/blocks/1/text", "二", "改"));
    }

    @Test
    void aRevisedTargetIsShownWhereItTakesEffect() {
        Target lower = new Target(Target.Operator.GE, "90", "%", null);
        ReportState asked =
                after(opened, new RevisionRequested("ind-1", "r", lower, "任务调整", "某文件"));
        assertThat(Changes.between(opened, asked))
                .contains(new Change("indicators/ind-1/revisions/r/status", null, "OPEN"))
                .noneMatch(change -> change.path().equals("indicators/ind-1/target/value"));
        assertThat(Changes.between(asked, after(asked, new RevisionApproved("ind-1", "r", null))))
                .containsExactly(
                        new Change("indicators/ind-1/target/value", "100", "90"),
                        new Change("indicators/ind-1/revisions/r/status", "OPEN", "APPROVED"));
    }

    private static SectionEdited edited(int revision, String... texts) {
        List<Block> blocks =
                Arrays.stream(texts).map(t -> new Block(Block.Kind.PARAGRAPH, t)).toList();
        return new SectionEdited("1.1", blocks, revision);
    }

    private static ReportState after(ReportState before, ReportEvent event) {
        return Report.evolve(
                before, new Recorded(event, Cast.DRAFTER.as(Role.DRAFTER), Instant.EPOCH));
    }
}
