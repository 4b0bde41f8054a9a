package org.liuhen.query;

import java.util.List;
import java.util.function.BiFunction;
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
    private final StoredRows rows;
    private final SealCheck seal;
    private final JdbcClient database;
    private final Arrivals arrivals;
    private final Announcements announcements;
    private final TransactionTemplate savepoint;

    Readings(
            Past past,
            StoredRows rows,
            SealCheck seal,
            JdbcClient database,
            Arrivals arrivals,
            Announcements announcements,
            PlatformTransactionManager transactions) {
        this.past = past;
        this.rows = rows;
        this.seal = seal;
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
        return ofStored(reader, (step, _) -> make.apply(step), write, _ -> {});
    }

    /**
     * The same, for a reader that keeps events as they are stored, and remembers what it wrote.
     *
     * @param written after the commit, before anybody is told
     */
    <R> Reading<R> ofStored(
            String reader,
            BiFunction<Step, Stored, R> make,
            Consumer<List<R>> write,
            Consumer<List<R>> written) {
        return new Reading<>(
                reader,
                new Taken(database, reader),
                rows,
                seal,
                new Fold(past),
                arrivals,
                announcements,
                savepoint,
                make,
                write,
                written);
    }
}
