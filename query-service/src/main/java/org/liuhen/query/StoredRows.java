package org.liuhen.query;

import org.axonframework.eventhandling.DomainEventMessage;

/** The events of the feed as they were stored, wherever it comes from. */
@FunctionalInterface
public interface StoredRows {

    /**
     * The stored event that the message tells of.
     *
     * @throws org.liuhen.access.Problem {@code record-incomplete} where it is not there
     */
    Stored of(DomainEventMessage<?> message);
}
