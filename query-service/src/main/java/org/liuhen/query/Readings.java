package org.liuhen.query;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liuhen.views.Step;
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
    private final Arrivals arrivals;
    private final Announcements announcements;
    private final TransactionTemplate savepoint;

    Readings(
            Past past,
            JdbcClient database,
            Arrivals arrivals,
            Announcements announcements,
            PlatformTransactionManager transactions) {
        this.past = past;
        this.database = database;
        this.arrivals = arrivals;
        this.announcements = announcements;
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * A reading of one reader.
     *
     * @param make what is to be written of an event
     * @param write inside the transaction
     */
    public <R> Reading<R> of(String reader, Function<Step, R> make, Consumer<List<R>> write) {
        return of(reader, make, write, _ -> {});
    }

    /**
     * The same, for a reader that remembers what it wrote.
     *
     * @param written after the commit, before anybody is told
     */
    <R> Reading<R> of(
            String reader,
            Function<Step, R> make,
            Consumer<List<R>> write,
            Consumer<List<R>> written) {
        return new Reading<>(
                reader,
                new Taken(database, reader),
                new Fold(past),
                arrivals,
                announcements,
                savepoint,
                make,
                write,
                written);
    }
}
