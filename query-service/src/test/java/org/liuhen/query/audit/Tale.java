package org.liuhen.query.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.views.Step;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;

/** What happens to a report, decided by the rules, at times the test chooses. */
final class Tale {
    final Examination examination;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable ReportState state;
    private Instant now;
    private int commands;

    Tale(AuditSettings settings, Instant begins) {
        this(settings, begins, AccountHistory.none());
    }

    Tale(AuditSettings settings, Instant begins, AccountHistory accounts) {
        this.examination = new Examination(settings, accounts);
        this.now = begins;
    }

    ReportState state() {
        if (state == null) {
            throw new IllegalStateException("nothing has happened yet");
        }
        return state;
    }

    Tale after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Tale at(Instant moment) {
        now = moment;
        return this;
    }

    Tale give(Person person, ReportCommand command) {
        Report.Decision decision = Report.decide(state, person, command);
        commands++;
        decision.events().forEach(event -> record(event, decision.by()));
        return this;
    }

    /** Somebody writes it into the record, whatever the rules say. */
    Tale isForged(ReportEvent event, Actor by) {
        commands++;
        record(event, by);
        return this;
    }

    private void record(ReportEvent event, Actor by) {
        ReportState next = Report.evolve(state, new Recorded(event, by, now));
        Envelope envelope = new Envelope(by, "request", null, "c", "command " + commands);
        Step step = new Step(UUID.randomUUID().toString(), event, envelope, now, state, next);
        steps.add(step);
        examination.read(step);
        state = next;
    }

    Tale submits(Person person, String section) {
        return give(person, new SubmitSection(state().reportId(), section, null));
    }

    Tale approves(Person person, String section) {
        return give(person, new ApproveSection(state().reportId(), section, digest(section), "同意"));
    }

    Tale sendsBack(Person person, String section) {
        return give(
                person,
                new ReturnSection(
                        state().reportId(),
                        section,
                        digest(section),
                        Desk.DRAFTER,
                        "请核对",
                        List.of(new ReturnItem("0", "请核对"))));
    }

    Tale fillsIn(Person person, @Nullable String value, @Nullable String reason) {
        return fillsIn(person, new Actual(value, "%"), reason);
    }

    Tale fillsIn(Person person, Actual actual, @Nullable String reason) {
        return give(
                person,
                new SubmitActual(
                        state().reportId(),
                        "ind-1",
                        actual,
                        actual.value() == null ? "尚未统计" : null,
                        reason));
    }

    Tale forwards(Person person) {
        return give(person, new ForwardReport(state().reportId(), "同意报送"));
    }

    List<Finding> found(Finding.Kind kind) {
        return examination.findings().stream()
                .filter(finding -> finding.kind().equals(kind.text()))
                .toList();
    }

    List<Decision> decisions() {
        Present present = examination.present(state());
        return examination.rulings().stream().map(ruling -> ruling.seenFrom(present)).toList();
    }

    List<Step> steps() {
        return steps;
    }

    String digest(String section) {
        return state().digest(state().section(section).orElseThrow());
    }
}
