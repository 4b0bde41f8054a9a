package org.liuhen.command;

import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The first answer given to each idempotency key, written in the transaction of the events it
 * answers for: either both are there, or neither. No answer rests on a report as it was before. The
 * framework puts every interceptor bean of commands on the command bus.
 */
@Component
class Receipts implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final JdbcClient database;

    Receipts(JdbcClient database) {
        this.database = database;
    }

    /**
     * What was answered to a key.
     *
     * @param fingerprint of the request that was answered
     */
    record Receipt(String fingerprint, Outcome.Accepted answer) {}

    @Override
    public Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain interceptorChain)
            throws Exception {
        Object outcome = interceptorChain.proceed();
        if (outcome instanceof Outcome.Accepted accepted) {
            keep(CommandContext.of(unitOfWork.getMessage()), accepted);
        } else if (outcome instanceof Outcome.Declined declined) {
            requireUpToDate(declined);
        }
        return outcome;
    }

    /**
     * A service may remember a report as it was before another service's command. Where events are
     * appended to that, they meet the others; where none are, nothing would tell. Thrown, it makes
     * the service forget the report and decide again.
     */
    private static ConcurrencyException outdated(String reportId) {
        return new ConcurrencyException("decided on what " + reportId + " was before");
    }

    private void requireUpToDate(Outcome.Declined declined) {
        boolean outdated =
                database.sql(
                                """
                                SELECT EXISTS (
                                    SELECT FROM record.event WHERE report_id = ? AND sequence = ?)\
                                """)
                        .params(declined.reportId(), declined.version())
                        .query(Boolean.class)
                        .single();
        if (outdated) {
            throw outdated(declined.reportId());
        }
    }

    Optional<Receipt> find(String personId, UUID key) {
        return database.sql(
                        """
                        SELECT fingerprint, report_id, version, revision_id
                        FROM record.receipt WHERE person_id = ? AND key = ?\
                        """)
                .params(personId, key)
                .query((row, _) ->
                        new Receipt(
                                row.getString("fingerprint"),
                                new Outcome.Accepted(
                                        row.getString("report_id"),
                                        row.getLong("version"),
                                        row.getString("revision_id"))))
                .optional();
    }

    private void keep(CommandContext context, Outcome.Accepted accepted) {
        int kept =
                database.sql(
                                """
                                INSERT INTO record.receipt
                                    (person_id, key, fingerprint, report_id, version, revision_id)
                                SELECT :person, :key, :fingerprint, :report, :version, :revision
                                WHERE NOT EXISTS (
                                    SELECT FROM record.event
                                    WHERE report_id = :report AND sequence = :version)\
                                """)
                        .param("person", context.person().id())
                        .param("key", context.request().key())
                        .param("fingerprint", context.request().fingerprint())
                        .param("report", accepted.reportId())
                        .param("version", accepted.version())
                        .param("revision", accepted.revisionId())
                        .update();
        if (kept == 0) {
            throw outdated(accepted.reportId());
        }
    }
}
