package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.REPORT;

import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void namesWhoSavedTheTextAndNotWhoFilledInAFigureAfterwards() {
        Scene scene = Scene.opened().edit(DRAFTER_2, "1.1", "先改的").when(DEPUTY, figure());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> scene.when(DRAFTER, Scene.edited("1.1", "后改的", 1)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(EDIT_CONFLICT))
                .withMessageContaining(DRAFTER_2.name())
                .withMessageNotContaining(DEPUTY.name());
        assertThat(scene.section("1.1").drafter()).isEqualTo(DEPUTY.as(Role.DRAFTER));
        assertThat(scene.section("1.1").editor()).isEqualTo(DRAFTER_2.as(Role.DRAFTER));
    }

    @Test
    void isReturnedForAFigureWhoseKeyIsANumber() {
        ReportDocument document = Scene.document("1.1");
        ReportDocument.IndicatorDraft first = document.indicators().getFirst();
        Scene scene =
                new Scene()
                        .when(
                                DRAFTER,
                                new ReportCommand.OpenReport(
                                        new ReportDocument(
                                                document.departmentId(),
                                                document.fiscalYear(),
                                                document.type(),
                                                document.title(),
                                                document.sections(),
                                                List.of(
                                                        new ReportDocument.IndicatorDraft(
                                                                "12",
                                                                "1.1",
                                                                first.category(),
                                                                first.name(),
                                                                first.target(),
                                                                null)),
                                                document.lineItems())))
                        .when(DRAFTER, Scene.submit("1.1"));
        scene.refused(HEAD, returning(scene, "11"), INVALID)
                .refused(HEAD, returning(scene, "00"), INVALID)
                .refused(HEAD, returning(scene, "9999999999"), INVALID)
                .when(HEAD, returning(scene, "12"));
    }

    private static ReportCommand returning(Scene scene, String ref) {
        return new SectionCommand.ReturnSection(
                REPORT,
                "1.1",
                scene.digest("1.1"),
                "DRAFTER",
                "数字有误",
                List.of(new ReturnItem(ref, "请核对")));
    }

    private static ReportCommand figure() {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual("95", "%"), null, null);
    }
}
