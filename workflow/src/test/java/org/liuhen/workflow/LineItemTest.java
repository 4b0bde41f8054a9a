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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineItemTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
                    7,968.73 | -        | 6,771.02 | 84.97%
                    7,968.73 | 6,771.02 | 6,771.02 | 100.00%
                    100      | 200      | 50       | 25.00%
                    3        | -        | 1        | 33.33%
                    3        | -        | 2        | 66.67%
                    1000     | -        | 0.005    | 0.00%
                    100      | -        | 0.005    | 0.01%
                    1        | -        | 1234.5   | 123450.00%
                    100      | -        | 0        | 0.00%
                    100      | -        | -25      | -25.00%
                    -        | 100      | 5        | 5.00%
                    0        | -        | 5        | -
                    0.00     | -        | 5        | -
                    100      | 0        | 5        | -
                    -        | -        | 5        | -
                    100      | -        | -        | -
                    -        | 100      | -        | -
                    """)
    void isExecutedByHowMuchOfItsBudgetWasSpent(
            String initial, String adjusted, String executed, String rate) {
        LineItemState line =
                new LineItemState(
                        "li", "1", "项目", null, null, "万元", initial, adjusted, executed, "99%");
        assertThat(line.executionRate()).isEqualTo(rate);
    }

    @Test
    void keepsItsAmountsAsEnteredAndWhatThePaperClaims() {
        Scene scene = Scene.opened().when(DRAFTER_2, spent("8,000.0", "7000", "6,771.020"));
        LineItemState line = scene.report().lineItem("li-1").orElseThrow();
        assertThat(line.initialBudget()).isEqualTo("8,000.0");
        assertThat(line.adjustedBudget()).isEqualTo("7000");
        assertThat(line.executed()).isEqualTo("6,771.020");
        assertThat(line.statedRate()).isEqualTo("84.97%");
        assertThat(line.executionRate()).isEqualTo("96.73%");
        assertThat(scene.section("1.1").contributors()).contains(DRAFTER_2.id());
        assertThat(scene.section("1.1").drafter().id()).isEqualTo(DRAFTER_2.id());
        assertThat(scene.section("1.2").contributors()).doesNotContain(DRAFTER_2.id());
    }

    @Test
    void isNotRecordedAgainWhereNothingChanges() {
        Scene scene = Scene.opened();
        long version = scene.report().version();
        scene.when(DRAFTER, spent("7,968.73", null, "6,771.02"));
        assertThat(scene.report().version()).isEqualTo(version);
        scene.when(DRAFTER, spent(null, null, null));
        assertThat(scene.report().version()).isEqualTo(version + 1);
    }

    @Test
    void takesDecimalsOnly() {
        Scene.opened()
                .refused(DRAFTER, spent("约7", null, null), INVALID)
                .refused(DRAFTER, spent(null, "1e9", null), INVALID)
                .refused(DRAFTER, spent(null, null, "9".repeat(10_000)), INVALID)
                .refused(
                        DRAFTER,
                        new LineItemCommand.RecordExpenditure(
                                REPORT, "li-1", "1", "1", "1", "\u0000"),
                        INVALID)
                .refused(
                        DRAFTER,
                        new LineItemCommand.RecordExpenditure(REPORT, "li-9", "1", "1", "1", null),
                        NOT_FOUND);
    }

    @Test
    void isNotWrittenOverByWhoeverHasNotSeenItsRow() {
        LineItemCommand.Row opened = row("7,968.73", null, "6,771.02");
        Scene scene =
                Scene.opened().when(DRAFTER_2, basedOn(opened, "7,968.73", "7,000", "6,771.02"));
        scene.refused(DRAFTER, basedOn(opened, "7,968.73", null, "6,800"), EDIT_CONFLICT)
                .refused(
                        DRAFTER,
                        basedOn(row("1", "7,000", "6,771.02"), "2", null, null),
                        EDIT_CONFLICT)
                .refused(
                        DRAFTER,
                        basedOn(row("7,968.73", "7,000", "1"), "2", null, null),
                        EDIT_CONFLICT)
                .refused(DRAFTER, basedOn(opened, "约7", null, null), INVALID);
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> scene.when(DRAFTER, basedOn(opened, null, null, null)));
        assertThat(refused.sentence()).contains("项目支出");
        scene.when(
                DRAFTER,
                basedOn(row("7,968.73", "7,000", "6,771.02"), "7,968.73", "7,000", "6,800"));
        LineItemState line = scene.report().lineItem("li-1").orElseThrow();
        assertThat(line.row()).isEqualTo(row("7,968.73", "7,000", "6,800"));
    }

    @Test
    void isLeftAsItIsWhereWhatIsSentStandsThereAlready() {
        LineItemCommand.Row opened = row("7,968.73", null, "6,771.02");
        Scene scene = Scene.opened().when(DRAFTER_2, basedOn(opened, "7,968.73", "7,000", null));
        long version = scene.report().version();
        scene.when(DRAFTER, basedOn(opened, "7,968.73", "7,000", null));
        assertThat(scene.report().version()).isEqualTo(version);
    }

    private static LineItemCommand.Row row(String initial, String adjusted, String executed) {
        return new LineItemCommand.Row(initial, adjusted, executed);
    }

    private static ReportCommand basedOn(
            LineItemCommand.Row row, String initial, String adjusted, String executed) {
        return new LineItemCommand.RecordExpenditure(
                REPORT, "li-1", initial, adjusted, executed, null, row);
    }

    private static ReportCommand spent(String initial, String adjusted, String executed) {
        return new LineItemCommand.RecordExpenditure(
                REPORT, "li-1", initial, adjusted, executed, null);
    }
}
