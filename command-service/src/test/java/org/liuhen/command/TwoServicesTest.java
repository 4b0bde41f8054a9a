package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.DRAFTER_2;
import static org.liuhen.command.Cast.edit;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.RefusalCode;
import org.liuhen.workflow.Refused;
import org.springframework.context.ConfigurableApplicationContext;

/** What one service remembers of a report may be older than what another recorded. */
class TwoServicesTest {
    private static final int WRITERS = 6;
    private static final int DRAFTS = 20;
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext other;
    private static Commands here;
    private static Commands there;

    @BeforeAll
    static void start() {
        service = CommandApplication.on(DATABASE);
        other = CommandApplication.on(DATABASE);
        here = service.getBean(Commands.class);
        there = other.getBean(Commands.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
    }

    @Test
    void whatAnOldStateWouldRefuseIsDecidedOnThePresentOne() {
        here.carryOut(DRAFTER, request(), open(2001, 1));
        there.carryOut(DRAFTER, request(), edit(2001, "1.1", "第二稿", 1));
        assertThat(here.carryOut(DRAFTER, request(), edit(2001, "1.1", "第三稿", 2)).version())
                .isEqualTo(3);
    }

    @Test
    void whatWouldChangeNothingInAnOldStateIsDecidedOnThePresentOne() {
        here.carryOut(DRAFTER, request(), open(2002, 1));
        there.carryOut(DRAFTER, request(), edit(2002, "1.1", "第二稿", 1));
        assertThatThrownBy(() -> here.carryOut(DRAFTER, request(), edit(2002, "1.1", "正文", 1)))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).code())
                .isEqualTo(RefusalCode.EDIT_CONFLICT);
    }

    /** Each section is written by one person at a time, and all of them at once on both. */
    @Test
    void commandsOnOneReportAtOnceAreAllCarriedOutAsIfInTurn() throws Exception {
        here.carryOut(DRAFTER, request(), open(2003, WRITERS));
        List<Callable<List<Long>>> writers = new ArrayList<>();
        for (int i = 1; i <= WRITERS; i++) {
            Commands service = i % 2 == 0 ? here : there;
            String section = "1." + i;
            writers.add(() -> drafts(service, section));
        }
        List<Long> versions = new ArrayList<>();
        for (List<Long> each : atOnce(writers)) {
            versions.addAll(each);
        }
        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, 1 + WRITERS * DRAFTS).boxed().toList());
        assertThat(events(2003)).isEqualTo(1 + WRITERS * DRAFTS);
        assertThat(conflicts(service) + conflicts(other)).as("they did meet").isPositive();
    }

    private static List<Long> drafts(Commands service, String section) {
        List<Long> versions = new ArrayList<>();
        for (int draft = 1; draft <= DRAFTS; draft++) {
            versions.add(
                    service.carryOut(
                                    DRAFTER,
                                    request(),
                                    edit(2003, section, "第" + draft + "稿", draft))
                            .version());
        }
        return versions;
    }

    private static double conflicts(ConfigurableApplicationContext of) {
        return of.getBean(MeterRegistry.class)
                .get("liuhen.append.conflicts")
                .tag("outcome", "tried-again")
                .counter()
                .count();
    }

    @Test
    void ofTwoWhoChangeTheSameAtOnceOneIsToldThatTheOtherWasFirst() throws Exception {
        here.carryOut(DRAFTER, request(), open(2004, 1));
        assertThat(
                        outcomes(
                                () -> here.carryOut(DRAFTER, request(), edit(2004, "1.1", "甲", 1)),
                                () ->
                                        there.carryOut(
                                                DRAFTER_2, request(), edit(2004, "1.1", "乙", 1))))
                .containsExactlyInAnyOrder("2", "EDIT_CONFLICT");
        assertThat(events(2004)).isEqualTo(2);
    }

    @Test
    void ofTwoWhoOpenTheSameReportAtOnceOneIsToldThatItIsThere() throws Exception {
        assertThat(
                        outcomes(
                                () -> here.carryOut(DRAFTER, request(), open(2005, 1)),
                                () -> there.carryOut(DRAFTER_2, request(), open(2005, 1))))
                .containsExactlyInAnyOrder("1", "REPORT_EXISTS");
        assertThat(events(2005)).isOne();
    }

    @Test
    void aKeySentToBothAtOnceIsCarriedOutOnceAndAnsweredAlike() throws Exception {
        here.carryOut(DRAFTER, request(), open(2006, 1));
        UUID key = UUID.randomUUID();
        assertThat(
                        outcomes(
                                () ->
                                        here.carryOut(
                                                DRAFTER,
                                                request(key, "a"),
                                                edit(2006, "1.1", "第二稿", 1)),
                                () ->
                                        there.carryOut(
                                                DRAFTER,
                                                request(key, "a"),
                                                edit(2006, "1.1", "第二稿", 1))))
                .containsExactly("2", "2");
        assertThat(events(2006)).isEqualTo(2);
    }

    @Test
    void aKeyAnsweredByOneIsKnownToTheOther() {
        here.carryOut(DRAFTER, request(), open(2007, 1));
        UUID key = UUID.randomUUID();
        here.carryOut(DRAFTER, request(key, "a"), edit(2007, "1.1", "第二稿", 1));
        there.carryOut(DRAFTER, request(), edit(2007, "1.1", "第三稿", 2));
        assertThat(
                        there.carryOut(DRAFTER, request(key, "a"), edit(2007, "1.1", "第二稿", 1))
                                .version())
                .isEqualTo(2);
        assertThatThrownBy(() ->
                        there.carryOut(DRAFTER, request(key, "b"), edit(2007, "1.1", "另一稿", 3)))
                .isInstanceOf(Problem.class)
                .extracting(e -> ((Problem) e).code())
                .isEqualTo(ProblemCode.KEY_REUSED);
        assertThat(events(2007)).isEqualTo(3);
    }

    /** What each is answered: a version, or the code of a refusal. */
    private static List<String> outcomes(
            Callable<Outcome.Accepted> one, Callable<Outcome.Accepted> another) throws Exception {
        return atOnce(List.of(() -> outcome(one), () -> outcome(another)));
    }

    private static String outcome(Callable<Outcome.Accepted> command) throws Exception {
        try {
            return String.valueOf(command.call().version());
        } catch (Refused refused) {
            return refused.code().name();
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        CyclicBarrier start = new CyclicBarrier(all.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<T>> begun = new ArrayList<>();
            for (Callable<T> each : all) {
                begun.add(
                        threads.submit(() -> {
                            start.await();
                            return each.call();
                        }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : begun) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static int events(int year) {
        return DATABASE.asOwner()
                .sql("SELECT count(*) FROM record.event WHERE report_id = ?")
                .param(Cast.reportId(year))
                .query(Integer.class)
                .single();
    }
}
