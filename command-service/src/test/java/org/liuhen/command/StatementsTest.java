package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.edit;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.reportId;
import static org.liuhen.command.Cast.request;

import java.util.stream.IntStream;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.contracts.Footprint;
import org.liuhen.database.Statements;
import org.liuhen.database.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.util.ReflectionTestUtils;

/** What a command costs in statements: settings that could silently be lost show here. */
class StatementsTest {
    private static ConfigurableApplicationContext service;
    private static Statements statements;
    private static Commands commands;

    @BeforeAll
    static void start() {
        service = CommandApplication.on(TestDatabase.create(), Statements.class);
        statements = service.getBean(Statements.class);
        commands = service.getBean(Commands.class);
        // it looks at the record, too
        service.getBean("org.liuhen.command.seal.SealingLoop", SmartLifecycle.class).stop();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aReportInTheCacheIsNotReadAgainAlsoAfterAGarbageCollection() {
        commands.carryOut(DRAFTER, request(), open(2001, 1));
        System.gc();
        statements.forget();
        commands.carryOut(DRAFTER, request(), edit(2001, "1.1", "改", 1));
        assertThat(statements.on("record"))
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql).startsWith("INSERT"));
    }

    @Test
    void aReportOutsideTheCacheIsReadWithOneLookForASnapshotAndOneForItsEvents() {
        commands.carryOut(DRAFTER, request(), open(2002, 1));
        service.getBean(Cache.class).removeAll();
        statements.forget();
        commands.carryOut(DRAFTER, request(), edit(2002, "1.1", "改", 1));
        assertThat(statements.on("record")).filteredOn(sql -> sql.startsWith("SELECT")).hasSize(2);
    }

    @Test
    void fewEventsAreKeptForReadersAtTheTail() {
        Object producer =
                ReflectionTestUtils.getField(service.getBean(EmbeddedEventStore.class), "producer");
        assertThat(ReflectionTestUtils.getField(producer, "cachedEvents")).isEqualTo(500);
    }

    @Test
    void theCacheIsBoundedByWhatItHolds() {
        Cache cache = service.getBean(Cache.class);
        ReportWeigher weigher = new ReportWeigher();
        commands.carryOut(DRAFTER, request(), open(2003, 1));
        int small = weigher.weigh("", cache.get(reportId(2003)));
        commands.carryOut(DRAFTER, request(), edit(2003, "1.1", "长".repeat(90_000), 1));
        Object large = cache.get(reportId(2003));
        assertThat(weigher.weigh("", large)).isGreaterThan(small + 170_000);
        int many = (int) (2 * Footprint.most() / 180_000);
        IntStream.range(0, many).forEach(n -> cache.put("report " + n, large));
        await().until(() ->
                IntStream.range(0, many).filter(n -> cache.containsKey("report " + n)).count()
                        <= Footprint.most() / 180_000);
        cache.removeAll();
        assertThat(cache.<Object, Object>get(reportId(2001))).isNull();
    }
}
