package org.liuhen.views.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StayTest {
    private static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Instant EVENING = Instant.parse("2024-03-01T10:00:00Z");

    @Test
    void whatHappensAtADeskBeginsNoNewStay() {
        List<Stay> opened = Stay.after(List.of(), "DEPARTMENT", MORNING);
        assertThat(Stay.after(opened, "DEPARTMENT", NOON)).isEqualTo(opened);
    }

    @Test
    void aReportThatComesBackToADeskIsThereSinceItCameBack() {
        List<Stay> opened = Stay.after(List.of(), "DEPARTMENT", MORNING);
        List<Stay> forwarded = Stay.after(opened, "FINANCE_BUREAU", NOON);
        assertThat(Stay.after(forwarded, "DEPARTMENT", EVENING))
                .containsExactly(
                        new Stay("DEPARTMENT", MORNING),
                        new Stay("FINANCE_BUREAU", NOON),
                        new Stay("DEPARTMENT", EVENING));
    }

    @Test
    void whatIsStoredIsReadAgain() {
        assertThat(Stay.read("[{\"stage\":\"FINAL\",\"since\":\"2024-03-01T04:00:00Z\"}]"))
                .containsExactly(new Stay("FINAL", NOON));
    }
}
