package org.liuhen.query;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the readings of all readers. */
@Component
public class Readings {
    private final Past past;
    private final JdbcClient database;
    private final TransactionTemplate savepoint;

    Readings(Past past, JdbcClient database, PlatformTransactionManager transactions) {
        this.past = past;
        this.database = database;
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * A reading of one reader.
     *
     * @param make what is to be written of an event
     * @param write inside the transaction
     * @param written after its commit
     */
    public <R> Reading<R> of(
            String reader,
            Function<Step, R> make,
            Consumer<List<R>> write,
            Consumer<List<R>> written) {
        return new Reading<>(
                new Taken(database, reader), new Fold(past), savepoint, make, write, written);
    }
}
