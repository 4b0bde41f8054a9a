package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.REPORT;

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

    private static ReportCommand figure() {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual("95", "%"), null, null);
    }
}
