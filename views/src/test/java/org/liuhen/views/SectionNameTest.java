package org.liuhen.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liuhen.command.Cast;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportDocument.SectionDraft;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Route;

class SectionNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    二、绩效自评情况, （二）,  履职效能分析, 二（二）履职效能分析
                    三、其他自评情况, 三、,    其他自评情况, 三、其他自评情况
                    绩效自评情况,     （二）,  履职效能分析, （二）履职效能分析
                    二、绩效自评情况, -,       履职效能分析, 履职效能分析
                    -,               （二）,  履职效能分析, （二）履职效能分析
                    """)
    void aSectionIsToldApartFromAllOthersOfItsReport(
            @Nullable String chapter, @Nullable String number, String title, String name) {
        ReportDocument document =
                new ReportDocument(
                        Cast.ECOLOGY.id(),
                        2001,
                        ReportType.DEPARTMENT_OVERALL,
                        "报告",
                        List.of(new SectionDraft("1", number, title, chapter, List.of())),
                        List.of(),
                        List.of());
        ReportOpened opened = new ReportOpened(document, Route.SELF_EVALUATION);
        Recorded recorded = new Recorded(opened, Cast.DRAFTER.as(Role.DRAFTER), Instant.EPOCH);
        assertThat(
                        SectionName.of(
                                Report.evolve(null, recorded)
                                        .sections()
                                        .values()
                                        .iterator()
                                        .next()))
                .isEqualTo(name);
    }
}
