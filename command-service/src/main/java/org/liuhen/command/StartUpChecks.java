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
import org.liuhen.access.StartRefused;
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
        requireToBeFollowed();
    }

    /** A position must be drawn by a transaction that shows until it has ended: see Follower. */
    private void requireToBeFollowed() {
        if (number(
                        "SELECT setting::bigint FROM pg_settings WHERE name = 'max_prepared_transactions'")
                != 0) {
            throw new StartRefused(
                    "数据库允许两阶段提交（max_prepared_transactions 不是 0），封存日志会因此漏掉事件。", "请将该参数改为 0 并重启数据库。");
        }
        if (number(
                        """
                        SELECT seqcache FROM pg_sequence
                        WHERE seqrelid =
                            pg_get_serial_sequence('record.event', 'position')::regclass\
                        """)
                != 1) {
            throw new StartRefused(
                    "事件表 record.event 的编号被设为预取（CACHE 大于 1），封存日志会因此漏掉事件。",
                    "请执行 ALTER TABLE record.event ALTER position SET CACHE 1。");
        }
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("cannot start: it must hold that " + what);
        }
    }
}
