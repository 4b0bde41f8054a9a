package org.liuhen.command;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.UpdateChecker;
import org.liuhen.seal.RowKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Refuses to start where the framework has silently fallen back to something else. */
@Component
class StartUpChecks implements SmartInitializingSingleton {
    private final EventStore store;
    private final EventStorageEngine engine;
    private final CommandBus bus;
    private final TransactionManager transactions;
    private final ObjectProvider<UpdateChecker> updateCheckers;
    private final Environment environment;
    private final JdbcClient database;

    StartUpChecks(
            EventStore store,
            EventStorageEngine engine,
            CommandBus bus,
            TransactionManager transactions,
            ObjectProvider<UpdateChecker> updateCheckers,
            Environment environment,
            JdbcClient database) {
        this.store = store;
        this.engine = engine;
        this.bus = bus;
        this.transactions = transactions;
        this.updateCheckers = updateCheckers;
        this.environment = environment;
        this.database = database;
    }

    @Override
    public void afterSingletonsInstantiated() {
        require(engine instanceof JdbcEventStorageEngine, "events are stored in PostgreSQL");
        require(store instanceof EmbeddedEventStore, "the event store is the embedded one");
        require(bus instanceof SimpleCommandBus, "commands are handled by the calling thread");
        require(
                transactions instanceof SpringTransactionManager,
                "events are stored in a transaction of the database");
        require(
                !environment.getProperty("axon.timeout.enabled", Boolean.class, true),
                "axon.timeout.enabled is false");
        require(
                !ClassUtils.isPresent("com.thoughtworks.xstream.XStream", null),
                "XStream is not on the class path");
        require(
                IdentifierFactory.getInstance() instanceof TimeOrderedIdentifiers,
                "identifiers are UUIDv7");
        require(updateCheckers.stream().findAny().isEmpty(), "nothing calls home");
        require(GenericEventMessage.clock instanceof ServerClock, "events carry server time");
        Follower.requireToBeFollowed(database, RowKind.EVENT);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("cannot start: it must hold that " + what);
        }
    }
}
