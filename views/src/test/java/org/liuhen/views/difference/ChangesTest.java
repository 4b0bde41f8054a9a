package org.liuhen.views.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.RevisionEvent.RevisionRequested;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Round;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.SectionText;
import org.liuhen.workflow.Standing;
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
                .containsExactly(
                        new Change("sections/1.1/revision", "2", "3"),
                        new Change("sections/1.1/blocks/1/text", null, "新"));
        assertThat(Changes.between(three, after(three, edited(3, "一", "三"))))
                .contains(new Change("sections/1.1/blocks/1/text", "二", null))
                .hasSize(2);
        assertThat(Changes.between(three, after(three, edited(3, "一", "改", "三"))))
                .contains(
                        new Change(
                                "sections/1.1/blocks/1/text",
                                "二",
                                "改",
                                List.of(
                                        new Passage(Passage.Kind.REMOVED, "二"),
                                        new Passage(Passage.Kind.ADDED, "改"))))
                .hasSize(2);
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

    @Test
    void aReturnShowsTheOpinionAndWhatIsToBePutRight() {
        ReportState submitted = after(opened, new SectionSubmitted("1.1", 1, "sha-256:00", null));
        ReportState returned =
                after(
                        submitted,
                        new SectionReturned(
                                "1.1",
                                "DEPARTMENT",
                                Role.SECTION_HEAD,
                                1,
                                "sha-256:00",
                                Desk.DRAFTER,
                                "数据有误",
                                List.of(new ReturnItem("ind-1", "请核对单位"))));
        assertThat(Changes.between(submitted, returned))
                .contains(
                        new Change("sections/1.1/state", "IN_REVIEW", "RETURNED"),
                        new Change("sections/1.1/opinions/0/verdict", null, "RETURNED"),
                        new Change("sections/1.1/opinions/0/opinion", null, "数据有误"),
                        new Change("sections/1.1/returnItems/0/ref", null, "ind-1"),
                        new Change("sections/1.1/returnItems/0/comment", null, "请核对单位"));
        ReportState replied = after(returned, new ReturnItemReplied("1.1", 2, 0, "已改为微克"));
        assertThat(Changes.between(returned, replied))
                .containsExactly(
                        new Change("sections/1.1/returnItems/0/reply/text", null, "已改为微克"));
    }

    /** Whoever adds something to a report decides here whether its changes are told. */
    @Test
    void everythingAReportHoldsIsToldOrLeftOutOnPurpose() {
        assertThat(parts(ReportState.class))
                .as("left out: reportId, version, route")
                .isEqualTo(
                        "reportId version departmentId fiscalYear type title route stage sections"
                                + " indicators lineItems");
        assertThat(parts(SectionState.class))
                .isEqualTo(
                        "key printedNumber title chapter text standing thisRound drafter opinions");
        assertThat(parts(SectionText.class))
                .as("left out: editor")
                .isEqualTo("blocks revision editor");
        assertThat(parts(Standing.class)).as("left out: since").isEqualTo("position since");
        assertThat(parts(Round.class))
                .as("left out: contributors, deciders, withdrawableBy")
                .isEqualTo("number contributors deciders withdrawableBy returnItems");
        assertThat(parts(IndicatorState.class))
                .as("left out: onceGiven, which follows from the values before")
                .isEqualTo(
                        "key section category name originalTarget target actual explanation"
                                + " onceGiven revisions");
        assertThat(parts(RevisionState.class))
                .as("left out: who and when, which the history entry says")
                .isEqualTo(
                        "id target reason basis status requestedBy requestedAt settledBy settledAt"
                                + " settledReason");
        assertThat(parts(LineItemState.class))
                .isEqualTo(
                        "key section name parent relation unit initialBudget adjustedBudget"
                                + " executed statedRate");
        assertThat(parts(Opinion.class))
                .as("left out: items and replies, told as return items; at")
                .isEqualTo("verdict desk step round digest text returnedTo items replies by at");
    }

    private static String parts(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(" "));
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
