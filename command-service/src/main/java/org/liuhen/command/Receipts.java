package org.liuhen.command;

import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The first answer given to each idempotency key, written in the transaction of the events it
 * answers for: either both are there, or neither. The framework puts every interceptor bean of
 * commands on the command bus.
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
        }
        return outcome;
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
        database.sql(
                        """
                        INSERT INTO record.receipt
                            (person_id, key, fingerprint, report_id, version, revision_id)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .param(context.person().id())
                .param(context.request().key())
                .param(context.request().fingerprint())
                .param(accepted.reportId())
                .param(accepted.version())
                .param(accepted.revisionId())
                .update();
    }
}
