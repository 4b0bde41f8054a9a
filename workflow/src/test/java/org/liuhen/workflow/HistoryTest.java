package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void beginsWithTheOpeningOfItsReport() {
        Recorded second = Scene.opened().when(Scene.DRAFTER, Scene.submit("1.1")).history().get(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Report.evolve(null, second));
    }

    @Test
    void opensItsReportOnce() {
        Scene scene = Scene.opened();
        Recorded opening = scene.history().getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Report.evolve(scene.report(), opening));
    }

    @Test
    void foldedAgainGivesTheSameReport() {
        Scene scene = Scene.opened().edit(Scene.DRAFTER_2, "1.1", "改好的").atCongress();
        ReportState folded = null;
        for (Recorded each : scene.history()) {
            folded = Report.evolve(folded, each);
        }
        assertThat(folded).isEqualTo(scene.report());
        assertThat(folded.version()).isEqualTo(scene.history().size());
    }
}
