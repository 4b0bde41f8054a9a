package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.EventContract;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.StoredEvent;
import org.liuhen.views.Step;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionCommand.SubmitSection;

class FoldTest {
    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.on(TestDatabase.create());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void whatABatchMadeIsNeverLookedForInThePastHoweverManyReportsThereAre() {
        Fold fold = new Fold(running.past);
        for (int batch = 0; batch < 30; batch++) {
            String department = "bureau-" + batch;
            inOneBatch(() -> {
                List<Step> opened = new ArrayList<>();
                for (int year = 2000; year <= 2100; year++) {
                    opened.add(fold.step(opened(department, year)));
                }
                assertThat(opened)
                        .allSatisfy(step ->
                                assertThat(fold.step(submitted(step)).version()).isEqualTo(2));
            });
        }
    }

    private static void inOneBatch(Runnable work) {
        UnitOfWork<?> batch = DefaultUnitOfWork.startAndGet(null);
        batch.execute(work);
    }

    private static Stored opened(String department, int year) {
        ReportDocument sample = Cast.open(2001, 1).document();
        ReportDocument document =
                new ReportDocument(
                        department,
                        year,
                        sample.type(),
                        sample.title(),
                        sample.sections(),
                        List.of(),
                        List.of());
        return event(null, new ReportCommand.OpenReport(document), drafter(department));
    }

    private static Stored submitted(Step opened) {
        Person drafter = drafter(opened.after().departmentId());
        return event(opened, new SubmitSection(opened.reportId(), "1.1", null), drafter);
    }

    private static Stored event(Step before, ReportCommand command, Person by) {
        Report.Decision decision =
                Report.decide(before == null ? null : before.after(), by, command);
        Envelope envelope = new Envelope(decision.by(), "r", "k", "r", "c");
        EventContract contract = EventContract.of(decision.events().getFirst().getClass());
        return new Stored(
                StoredEvent.of(
                        List.of(
                                "1",
                                "e",
                                command.reportId(),
                                Long.toString(before == null ? 0 : before.version()),
                                EventContract.STREAM_TYPE,
                                "2026-01-01T00:00:00Z",
                                contract.name(),
                                contract.revision()),
                        ContractJson.write(decision.events().getFirst()),
                        ContractJson.mapper().writeValueAsBytes(envelope.asMap())));
    }

    private static Person drafter(String department) {
        Person one = Cast.DRAFTER;
        return new Person(
                one.id(),
                one.name(),
                new Organisation(department, department),
                one.post(),
                Set.of(Role.DRAFTER));
    }
}
