package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.REPORT;

import org.junit.jupiter.api.Test;
import org.liuhen.workflow.IndicatorEvent.ActualCorrected;
import org.liuhen.workflow.IndicatorEvent.ActualSubmitted;

class IndicatorTest {
    private static final String DIRT = "坏\u0000";

    @Test
    void takesCleanWordsAndNamesOnly() {
        Scene.opened()
                .refused(DRAFTER, actual("1", "长".repeat(501), null, null), INVALID)
                .refused(DRAFTER, actual("1", DIRT, null, null), INVALID)
                .refused(DRAFTER, actual("1", "%", DIRT, null), INVALID)
                .refused(DRAFTER, actual("1", "%", null, DIRT), INVALID)
                .refused(DRAFTER, actual(null, "%", " ", null), INVALID)
                .when(DRAFTER, actual("1", "长".repeat(500), "说明", null));
    }

    @Test
    void isUnknownUnderAnotherKey() {
        Scene.opened()
                .refused(
                        DRAFTER,
                        new IndicatorCommand.SubmitActual(
                                REPORT, "ind-9", new Actual("1", "%"), null, null),
                        NOT_FOUND);
    }

    @Test
    void mayHaveNoValueWhereItIsExplainedAndOneLater() {
        Scene scene = Scene.opened().when(DRAFTER, actual(null, null, "数据未发布", null));
        assertThat(scene.history().getLast().event()).isInstanceOf(ActualSubmitted.class);
        scene.when(DRAFTER_2, actual("95", "%", null, null));
        assertThat(scene.history().getLast().event()).isInstanceOf(ActualSubmitted.class);
        assertThat(scene.section("1.1").contributors())
                .containsExactly(DRAFTER.id(), DRAFTER_2.id());
    }

    @Test
    void isCorrectedForAReasonInValueAndInUnit() {
        Scene scene = Scene.opened().when(DRAFTER, actual("95", "%", null, null));
        scene.refused(DRAFTER, actual("95", "户", null, null), INVALID)
                .refused(DRAFTER, actual("95.0", "%", null, null), INVALID)
                .refused(DRAFTER, actual(null, null, "作废", null), INVALID)
                .when(DRAFTER, actual("95", "户", null, "单位填错"));
        assertThat(scene.history().getLast().event())
                .isEqualTo(new ActualCorrected("ind-1", new Actual("95", "户"), null, "单位填错"));
    }

    @Test
    void needsAReasonAlsoForANewValueInPlaceOfOneThatWasTakenBack() {
        Scene scene =
                Scene.opened()
                        .when(DRAFTER, actual("95", "%", null, null))
                        .when(DRAFTER, actual(null, "%", "重新统计", "统计口径有误"));
        scene.refused(DRAFTER, actual("96", "%", null, null), INVALID)
                .when(DRAFTER, actual("96", "%", null, "统计完成"));
        assertThat(scene.history().getLast().event())
                .isEqualTo(new ActualCorrected("ind-1", new Actual("96", "%"), null, "统计完成"));
    }

    @Test
    void isExplainedAnewWithoutAReason() {
        Scene scene = Scene.opened().when(DRAFTER, actual("95", "%", null, null));
        scene.when(DRAFTER, actual("95", "%", "因雨季推迟", null));
        assertThat(scene.report().indicator("ind-1").orElseThrow().explanation())
                .isEqualTo("因雨季推迟");
        long version = scene.report().version();
        scene.when(DRAFTER, actual("95", "%", "因雨季推迟", "多余的理由"));
        assertThat(scene.report().version()).isEqualTo(version);
    }

    @Test
    void isNotWrittenOverByWhoeverHasNotSeenItsRow() {
        IndicatorCommand.Row nothing = row(null, null, null);
        Scene scene = Scene.opened().when(DRAFTER_2, basedOn(nothing, "95", "%", "年报"));
        scene.refused(DRAFTER, basedOn(nothing, "96", "%", null), EDIT_CONFLICT)
                .refused(DRAFTER, basedOn(row("95", "户", "年报"), "96", "%", null), EDIT_CONFLICT)
                .refused(DRAFTER, basedOn(row("95", "%", null), "95", "%", "季报"), EDIT_CONFLICT)
                .refused(DRAFTER, basedOn(row("95.0", "%", "年报"), null, "%", "作废"), EDIT_CONFLICT);
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> scene.when(DRAFTER, basedOn(nothing, "96", "%", null)));
        assertThat(refused.sentence()).contains("达标率");
        scene.refused(DRAFTER, basedOn(row("95", "%", "年报"), "96", "%", null), INVALID)
                .when(DRAFTER, basedOn(row("95", "%", "年报"), "95", "%", "季报"));
        assertThat(scene.report().indicator("ind-1").orElseThrow().explanation()).isEqualTo("季报");
    }

    @Test
    void isLeftAsItIsWhereWhatIsSentStandsThereAlready() {
        IndicatorCommand.Row nothing = row(null, null, null);
        Scene scene = Scene.opened().when(DRAFTER_2, basedOn(nothing, "95", "%", "年报"));
        long version = scene.report().version();
        scene.when(DRAFTER, basedOn(nothing, "95", "%", "年报"));
        assertThat(scene.report().version()).isEqualTo(version);
    }

    @Test
    void tellsWhatIsWrongWithAFigureBeforeItTellsOfAConflict() {
        Scene.opened()
                .when(DRAFTER_2, actual("95", "%", null, null))
                .refused(DRAFTER, basedOn(row(null, null, null), "许多", "%", null), INVALID)
                .refused(DRAFTER, basedOn(row(null, null, null), null, "%", null), INVALID);
    }

    private static IndicatorCommand.Row row(String value, String unit, String explanation) {
        return new IndicatorCommand.Row(new Actual(value, unit), explanation);
    }

    private static ReportCommand basedOn(
            IndicatorCommand.Row row, String value, String unit, String explanation) {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual(value, unit), explanation, null, row);
    }

    private static ReportCommand actual(
            String value, String unit, String explanation, String reason) {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual(value, unit), explanation, reason);
    }
}
