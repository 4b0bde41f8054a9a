package org.liuhen.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Gathers what a reader writes for one batch of events and writes it in one go, in the transaction
 * that also stores how far the reader has come.
 *
 * @param <R> one row
 */
public final class Batched<R> {
    private final Consumer<List<R>> write;
    private final Consumer<List<R>> written;

    /**
     * A buffer that is emptied at the end of every batch.
     *
     * @param write inside the transaction
     * @param written after its commit
     */
    public Batched(Consumer<List<R>> write, Consumer<List<R>> written) {
        this.write = write;
        this.written = written;
    }

    public void add(R row) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        List<R> rows =
                batch.getOrComputeResource(
                        "rows of " + System.identityHashCode(this),
                        _ -> {
                            List<R> gathered = new ArrayList<>();
                            batch.onPrepareCommit(_ -> write.accept(gathered));
                            batch.afterCommit(_ -> written.accept(gathered));
                            return gathered;
                        });
        rows.add(row);
    }
}
