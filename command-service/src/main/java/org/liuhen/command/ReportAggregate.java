package org.liuhen.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.EventContract;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RejectRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionCommand.WithdrawRevision;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionCommand.WithdrawSection;

/**
 * One report's stream of events around the deciders: it decides nothing itself. Each command has a
 * handler of its own, because the framework finds them by concrete class.
 */
@Aggregate(
        type = EventContract.STREAM_TYPE,
        cache = "reportCache",
        snapshotTriggerDefinition = "reportSnapshots",
        commandTargetResolver = "reportOfCommand")
class ReportAggregate {
    /** Stands for {@link ReportState} in a snapshot's row. */
    static final String SNAPSHOT = "report-state";

    @SuppressWarnings("UnusedVariable") // the framework reads it
    @AggregateIdentifier
    private @Nullable String reportId;

    private @Nullable ReportState state;

    ReportAggregate() {}

    ReportAggregate(ReportState state) {
        this.reportId = state.reportId();
        this.state = state;
    }

    @Nullable ReportState state() {
        return state;
    }

    /** Where there is no report yet a refusal is thrown: what was not made must not be kept. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenReport command, Message<?> message) {
        return state == null ? carryOut(command, message) : decide(command, message);
    }

    @CommandHandler
    Outcome handle(ForwardReport command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(EditSection command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(SubmitSection command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(WithdrawSection command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(ReplyToReturnItem command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(ApproveSection command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(ReturnSection command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(SubmitActual command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(RequestRevision command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(ApproveRevision command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(RejectRevision command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(WithdrawRevision command, Message<?> message) {
        return decide(command, message);
    }

    @CommandHandler
    Outcome handle(RecordExpenditure command, Message<?> message) {
        return decide(command, message);
    }

    @EventSourcingHandler
    void on(ReportEvent event, @Timestamp Instant at, MetaData metadata) {
        state = Report.evolve(state, new Recorded(event, Envelope.of(metadata).by(), at));
        reportId = state.reportId();
    }

    private Outcome decide(ReportCommand command, Message<?> message) {
        try {
            return carryOut(command, message);
        } catch (Refused refusal) {
            return new Outcome.Declined(command.reportId(), version(), refusal);
        }
    }

    private Outcome carryOut(ReportCommand command, Message<?> message) {
        CommandContext context = CommandContext.of(message);
        Person person = context.person();
        Report.Decision decision = Report.decide(state, person, command);
        MetaData envelope = context.envelope(decision.by(), message.getIdentifier());
        for (ReportEvent event : decision.events()) {
            apply(event, envelope);
        }
        return new Outcome.Accepted(command.reportId(), version(), revisionId(command));
    }

    private long version() {
        return state == null ? 0 : state.version();
    }

    private static @Nullable String revisionId(ReportCommand command) {
        return command instanceof RequestRevision request ? request.revisionId() : null;
    }
}
