package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.DRAFTER_2;
import static org.liuhen.command.Cast.HEAD;
import static org.liuhen.command.Cast.edit;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.reportId;
import static org.liuhen.command.Cast.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.RefusalCode;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

class RecordTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static ConfigurableApplicationContext service;
    private static Commands commands;
    private static JdbcClient application;

    @BeforeAll
    static void start() {
        service = CommandApplication.on(DATABASE);
        commands = service.getBean(Commands.class);
        application = service.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aCommandIsRecordedWithItsStableNameAndItsEnvelope() {
        Request request = request();
        Outcome.Accepted answer = commands.carryOut(DRAFTER, request, open(2001, 2));

        assertThat(answer).isEqualTo(new Outcome.Accepted(reportId(2001), 1, null));
        Map<String, Object> row =
                application
                        .sql("SELECT * FROM record.event WHERE report_id = ?")
                        .param(reportId(2001))
                        .query()
                        .singleRow();
        assertThat(row)
                .containsEntry("name", "report-opened")
                .containsEntry("revision", "1")
                .containsEntry("sequence", 0L);
        assertThat(UUID.fromString((String) row.get("event_id")).version()).isEqualTo(7);
        assertThat(Instant.parse((String) row.get("recorded_at"))).isBeforeOrEqualTo(Instant.now());
        Envelope envelope =
                Envelope.of(
                        ContractJson.mapper()
                                .readValue(
                                        (byte[]) row.get("metadata"),
                                        new TypeReference<Map<String, String>>() {}));
        assertThat(envelope.by()).isEqualTo(DRAFTER.as(Role.DRAFTER));
        assertThat(envelope.requestId()).isEqualTo(request.id());
        assertThat(envelope.idempotencyKey()).isEqualTo(request.key().toString());
        assertThat(UUID.fromString(envelope.causationId()).version()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE record.event SET payload = ''",
                "DELETE FROM record.event",
                "TRUNCATE record.event",
                "UPDATE record.receipt SET version = 0",
                "DELETE FROM record.receipt",
                "TRUNCATE record.receipt",
                "ALTER TABLE record.event DISABLE TRIGGER ALL",
                "DROP TABLE record.event",
                "RESET ROLE; DELETE FROM record.event",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION postgres"
            })
    void theApplicationCannotRewriteTheRecord(String statement) {
        assertThatThrownBy(() -> application.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
    }

    @Test
    void theSameKeyIsAnsweredOnceAndForAll() {
        Request request = request();
        Outcome.Accepted first = commands.carryOut(DRAFTER, request, open(2002, 1));
        commands.carryOut(DRAFTER, request(), edit(2002, "1.1", "第二稿", 1));

        assertThat(commands.carryOut(DRAFTER, request, open(2002, 1))).isEqualTo(first);
        assertThat(eventsOf(2002)).isEqualTo(2);
    }

    @Test
    void aKeyOfAnAcceptedCommandThatChangedNothingIsAnsweredAgain() {
        commands.carryOut(DRAFTER, request(), open(2003, 1));
        Request request = request();
        Outcome.Accepted same = commands.carryOut(DRAFTER, request, edit(2003, "1.1", "正文", 1));
        assertThat(same.version()).isEqualTo(1);
        commands.carryOut(DRAFTER, request(), edit(2003, "1.1", "第二稿", 1));
        assertThat(commands.carryOut(DRAFTER, request, edit(2003, "1.1", "正文", 1))).isEqualTo(same);
    }

    @Test
    void aKeyWithAnotherBodyIsRefusedWhetherOrNotTheCommandWouldBe() {
        UUID key = UUID.randomUUID();
        commands.carryOut(DRAFTER, request(key, "a"), open(2004, 1));
        assertThatThrownBy(() -> commands.carryOut(DRAFTER, request(key, "b"), open(2004, 1)))
                .extracting(e -> ((Problem) e).code())
                .isEqualTo(ProblemCode.KEY_REUSED);
        assertThatThrownBy(() ->
                        commands.carryOut(DRAFTER, request(key, "b"), edit(2004, "1.1", "改", 1)))
                .extracting(e -> ((Problem) e).code())
                .isEqualTo(ProblemCode.KEY_REUSED);
        assertThat(eventsOf(2004)).isOne();
    }

    @Test
    void anotherPersonMayHappenToUseTheSameKey() {
        UUID key = UUID.randomUUID();
        commands.carryOut(DRAFTER, request(key, "a"), open(2005, 1));
        assertThat(
                        commands.carryOut(DRAFTER_2, request(key, "b"), edit(2005, "1.1", "改", 1))
                                .version())
                .isEqualTo(2);
    }

    @Test
    void whatIsRefusedLeavesNothingBehindAndKeepsTheReportInTheCache() {
        commands.carryOut(DRAFTER, request(), open(2006, 1));
        Request request = request();
        assertThatThrownBy(() -> commands.carryOut(HEAD, request, edit(2006, "1.1", "越权", 1)))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).code())
                .isEqualTo(RefusalCode.NOT_PERMITTED);
        assertThat(eventsOf(2006)).isOne();
        assertThat(service.getBean(Receipts.class).find(HEAD.id(), request.key())).isEmpty();
        assertThat(service.getBean(Cache.class).containsKey(reportId(2006))).isTrue();
    }

    @Test
    void aSecondOpeningAndAnUnknownReportAreRefused() {
        commands.carryOut(DRAFTER, request(), open(2007, 1));
        assertThatThrownBy(() -> commands.carryOut(DRAFTER, request(), open(2007, 1)))
                .extracting(e -> ((Refused) e).code())
                .isEqualTo(RefusalCode.REPORT_EXISTS);
        assertThatThrownBy(() -> commands.carryOut(DRAFTER, request(), edit(1999, "1.1", "改", 1)))
                .extracting(e -> ((Refused) e).code())
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(eventsOf(1999)).isZero();
    }

    @Test
    void peopleOnDifferentSectionsNeverSeeEachOtherEvenOnTwoServices() throws Exception {
        int sections = 8;
        int edits = 15;
        commands.carryOut(DRAFTER, request(), open(2008, sections));
        try (ConfigurableApplicationContext other = CommandApplication.on(DATABASE);
                ExecutorService people = Executors.newFixedThreadPool(sections)) {
            List<Commands> services = List.of(commands, other.getBean(Commands.class));
            List<Future<?>> all =
                    IntStream.rangeClosed(1, sections)
                            .<Future<?>>mapToObj(s ->
                                    people.submit(() -> {
                                        for (int n = 1; n <= edits; n++) {
                                            services.get(s % 2)
                                                    .carryOut(
                                                            DRAFTER,
                                                            request(),
                                                            edit(2008, "1." + s, "第" + n, n));
                                        }
                                    }))
                            .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(eventsOf(2008)).isEqualTo(1 + sections * edits);
    }

    @Test
    void aLongReportIsReadFromItsSnapshot() {
        commands.carryOut(DRAFTER, request(), open(2009, 1));
        for (int n = 1; n <= 220; n++) {
            commands.carryOut(DRAFTER, request(), edit(2009, "1.1", "第" + n + "次", n));
        }
        await().untilAsserted(() ->
                assertThat(snapshotsOf(2009))
                        .singleElement()
                        .satisfies(sequence -> assertThat(sequence).isGreaterThanOrEqualTo(199L)));
        service.getBean(Cache.class).removeAll();
        assertThat(
                        commands.carryOut(
                                        DRAFTER,
                                        request(),
                                        new SubmitSection(reportId(2009), "1.1", null))
                                .version())
                .isEqualTo(222);
        assertThat(service.getBean(Cache.class).containsKey(reportId(2009))).isTrue();
    }

    @Test
    void aSnapshotOfAnotherRevisionIsNotRead() {
        commands.carryOut(DRAFTER, request(), open(2012, 1));
        application
                .sql(
                        """
                        INSERT INTO record.snapshot
                        SELECT event_id, report_id, sequence, stream_type, recorded_at,
                               'report-state', 'other', 'not a state', metadata
                        FROM record.event WHERE report_id = ?\
                        """)
                .param(reportId(2012))
                .update();
        service.getBean(Cache.class).removeAll();
        assertThat(commands.carryOut(DRAFTER, request(), edit(2012, "1.1", "改", 1)).version())
                .isEqualTo(2);
    }

    @Test
    void theNextStartGoesOnWhereThisOneStopped() {
        commands.carryOut(DRAFTER, request(), open(2010, 1));
        try (ConfigurableApplicationContext later = CommandApplication.on(DATABASE)) {
            assertThat(
                            later.getBean(Commands.class)
                                    .carryOut(DRAFTER, request(), edit(2010, "1.1", "改", 1))
                                    .version())
                    .isEqualTo(2);
        }
    }

    private static long eventsOf(int year) {
        return count("record.event", year);
    }

    /** Only the newest is kept: earlier states are the reading side's to remember. */
    private static List<Long> snapshotsOf(int year) {
        return application
                .sql("SELECT sequence FROM record.snapshot WHERE report_id = ?")
                .param(reportId(year))
                .query(Long.class)
                .list();
    }

    private static long count(String table, int year) {
        return application
                .sql("SELECT count(*) FROM " + table + " WHERE report_id = ?")
                .param(reportId(year))
                .query(Long.class)
                .single();
    }
}
