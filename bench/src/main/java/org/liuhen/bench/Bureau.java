package org.liuhen.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import org.liuhen.contracts.ContractJson;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Role;

/** One of many departments: its people, and a report as long as the real one. */
record Bureau(Person drafter, Person head, Person director, ReportDocument document) {
    private static final ReportDocument SAMPLE = sample();

    static Bureau number(int n) {
        Organisation organisation = new Organisation("bureau-" + n, "江门市第" + n + "局");
        return new Bureau(
                person(organisation, Role.DRAFTER),
                person(organisation, Role.SECTION_HEAD),
                person(organisation, Role.DIRECTOR),
                new ReportDocument(
                        organisation.id(),
                        SAMPLE.fiscalYear(),
                        SAMPLE.type(),
                        SAMPLE.title(),
                        SAMPLE.sections(),
                        SAMPLE.indicators(),
                        SAMPLE.lineItems()));
    }

    String reportId() {
        return document.reportId();
    }

    /** The report as it is opened: what a reviewer is shown as long as nobody changes it. */
    ReportState opened() {
        Report.Decision decision = Report.decide(null, drafter, new OpenReport(document));
        return Report.evolve(
                null,
                new Recorded(decision.events().getFirst(), decision.by(), Instant.ofEpochMilli(0)));
    }

    private static Person person(Organisation organisation, Role role) {
        return new Person(
                organisation.id() + "-" + role.name().toLowerCase(java.util.Locale.ROOT),
                "张某某",
                organisation,
                role.title(),
                Set.of(role));
    }

    private static ReportDocument sample() {
        try (InputStream json =
                Bureau.class.getResourceAsStream("/demonstration/ecology-2023.json")) {
            return ContractJson.mapper().readValue(json, ReportDocument.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
