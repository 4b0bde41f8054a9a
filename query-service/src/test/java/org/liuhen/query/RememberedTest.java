package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.contracts.Footprint;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionEvent.SectionEdited;

class RememberedTest {

    @Test
    void asMuchIsRememberedAsThereIsMemoryForHoweverLongTheReportsAre() {
        ReportState small =
                fold(
                        null,
                        Report.decide(null, Cast.DRAFTER, Cast.open(2001, 1)).events().getFirst());
        ReportState large =
                fold(small, new SectionEdited("1.1", Cast.text("长".repeat(100_000)), 2));
        assertThat(Footprint.of(large)).isGreaterThan(Footprint.of(small) + 190_000);

        Cache<String, ReportState> remembered = Remembered.states();
        long fit = Footprint.most() / Footprint.of(large);
        for (int n = 0; n < 2 * fit; n++) {
            remembered.put("r" + n, large);
        }
        remembered.cleanUp();
        assertThat(remembered.estimatedSize()).isBetween(1L, fit);
    }

    private static ReportState fold(ReportState state, ReportEvent event) {
        return Report.evolve(
                state, new Recorded(event, Cast.DRAFTER.as(Role.DRAFTER), Instant.EPOCH));
    }
}
