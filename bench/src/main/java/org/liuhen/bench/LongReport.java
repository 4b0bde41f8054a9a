package org.liuhen.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionState;

/**
 * A report with a long history: section after section is edited many times, submitted and sent
 * back. Decided by the rules and appended in large batches, because it is only the past of what is
 * measured.
 */
final class LongReport {
    private static final int EDITS = 16;
    private static final int BATCH = 500;

    private final EventStore store;
    private final Bureau bureau;
    private final List<DomainEventMessage<ReportEvent>> batch = new ArrayList<>();
    private @Nullable ReportState state;

    /**
     * Of a bureau that has no other.
     *
     * @param number of the bureau, not positive
     */
    LongReport(EventStore store, int number) {
        this.store = store;
        this.bureau = Bureau.number(number);
    }

    /** Writes it and says its id. */
    String write(int events) {
        ReportState report = give(bureau.drafter(), new OpenReport(bureau.document()));
        List<String> sections = List.copyOf(report.sections().keySet());
        for (int round = 0; report.version() < events; round++) {
            report = work(sections.get(round % sections.size()), events);
        }
        flush();
        return report.reportId();
    }

    private ReportState work(String section, int events) {
        String id = bureau.reportId();
        ReportState report = now();
        for (int i = 0; i < EDITS && report.version() < events; i++) {
            SectionState before = report.section(section).orElseThrow();
            List<Block> text = new ArrayList<>(before.blocks());
            text.set(0, new Block(Block.Kind.PARAGRAPH, "第" + before.revision() + "稿"));
            report = give(bureau.drafter(), new EditSection(id, section, text, before.revision()));
        }
        if (report.version() + 1 >= events) {
            return report;
        }
        report = give(bureau.drafter(), new SubmitSection(id, section, null));
        String digest = report.digest(report.section(section).orElseThrow());
        return give(
                bureau.head(),
                new ReturnSection(
                        id,
                        section,
                        digest,
                        Desk.DRAFTER,
                        "请再核对一遍",
                        List.of(new ReturnItem("0", "与附表不一致"))));
    }

    private ReportState give(Person person, ReportCommand command) {
        Report.Decision decision = Report.decide(state, person, command);
        for (ReportEvent event : decision.events()) {
            Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
            String id = UUID.randomUUID().toString();
            long sequence = state == null ? 0 : state.version();
            batch.add(
                    new GenericDomainEventMessage<>(
                            "report",
                            command.reportId(),
                            sequence,
                            event,
                            MetaData.from(new Envelope(decision.by(), id, id, id, id).asMap())));
            state = Report.evolve(state, new Recorded(event, decision.by(), at));
        }
        if (batch.size() >= BATCH) {
            flush();
        }
        return now();
    }

    private ReportState now() {
        if (state == null) {
            throw new IllegalStateException("not yet opened");
        }
        return state;
    }

    private void flush() {
        store.publish(batch);
        batch.clear();
    }
}
