package org.liuhen.command;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.liuhen.access.Outage;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Carries a person's command to the report and brings back the answer. */
@Component
public class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final CommandGateway gateway;
    private final Receipts receipts;
    private final ObservationRegistry observations;

    Commands(CommandGateway gateway, Receipts receipts, ObservationRegistry observations) {
        this.gateway = gateway;
        this.receipts = receipts;
        this.observations = observations;
    }

    /**
     * Carries out a command once for its idempotency key, however often it comes.
     *
     * @throws Refused where a rule forbids it
     * @throws Problem where the key was answered for another request, or the database does not
     *     answer
     */
    public Outcome.Accepted carryOut(Person person, Request request, ReportCommand command) {
        Observation observation =
                Observation.start("liuhen.command", observations)
                        .lowCardinalityKeyValue("command", command.getClass().getSimpleName());
        String outcome = ProblemCode.INTERNAL.text();
        try (Observation.Scope _ = observation.openScope()) {
            Outcome.Accepted accepted = send(person, request, command);
            outcome = "accepted";
            return accepted;
        } catch (Refused refused) {
            outcome = ProblemCode.of(refused.code()).text();
            throw refused;
        } catch (Problem problem) {
            outcome = problem.code().text();
            throw problem;
        } finally {
            observation.lowCardinalityKeyValue("outcome", outcome).stop();
        }
    }

    private Outcome.Accepted send(Person person, Request request, ReportCommand command) {
        try {
            Outcome outcome =
                    gateway.sendAndWait(
                            GenericCommandMessage.asCommandMessage(command)
                                    .withMetaData(
                                            new CommandContext(person, request).asMetaData()));
            return switch (outcome) {
                case Outcome.Accepted accepted -> accepted;
                case Outcome.Declined(_, _, Refused refusal) ->
                        firstAnswer(person, request, refusal);
            };
        } catch (Refused refusal) {
            return firstAnswer(person, request, refusal);
        } catch (DuplicateKeyException answeredBefore) {
            return firstAnswer(person, request, answeredBefore);
        } catch (ConcurrencyException | EventStoreException e) {
            LOG.warn("not carried out: {}", command.getClass().getSimpleName(), e);
            Outage.throwIfCauseOf(e);
            throw Problem.of(ProblemCode.UNAVAILABLE, "系统繁忙，此次没有办理，请稍后用同一个幂等键重试。");
        } catch (AggregateNotFoundException _) {
            return firstAnswer(person, request, refusalOf(person, command));
        }
    }

    private static Refused refusalOf(Person person, ReportCommand withoutReport) {
        try {
            Report.decide(null, person, withoutReport);
        } catch (Refused refusal) {
            return refusal;
        }
        throw new IllegalStateException("only opening a report makes one");
    }

    /**
     * The same for a command that is yet to be put together.
     *
     * @param command refuses where something is missing
     */
    Outcome.Accepted carryOut(Person person, Request request, Supplier<ReportCommand> command) {
        ReportCommand complete;
        try {
            complete = command.get();
        } catch (Refused incomplete) {
            return firstAnswer(person, request, incomplete);
        }
        return carryOut(person, request, complete);
    }

    /** What the key was answered with; without such an answer, the reason we ask for it stands. */
    private Outcome.Accepted firstAnswer(
            Person person, Request request, RuntimeException otherwise) {
        Receipts.Receipt receipt =
                receipts.find(person.id(), request.key()).orElseThrow(() -> otherwise);
        if (!receipt.fingerprint().equals(request.fingerprint())) {
            throw Problem.of(ProblemCode.KEY_REUSED, "这个幂等键已经用于另一项请求，请为新的请求换一个新的键；原来的办理结果不受影响。");
        }
        return receipt.answer();
    }
}
