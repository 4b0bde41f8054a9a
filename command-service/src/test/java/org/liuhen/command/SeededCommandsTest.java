package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Problem;
import org.liuhen.contracts.Upcasting;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.SeededOffice;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The seeded office of the rules' own test, through the command side: requests are sent again, keys
 * are used again for others, the cache is emptied, and what is recorded is what was answered.
 */
class SeededCommandsTest {
    private static final int COMMANDS = 2_000;
    private static final int LONGEST_REPORT = 250;
    private static final long SEED = Long.getLong("liuhen.seed", new Random().nextLong());

    private static ConfigurableApplicationContext service;
    private static Commands commands;

    private final Random random = new Random(SEED);
    private final Map<String, Answered> answered = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    private record Sent(SeededOffice.Attempt attempt, Request request) {
        String key() {
            return attempt.who().id() + " " + request.key();
        }
    }

    private record Answered(String fingerprint, String answer) {}

    @BeforeAll
    static void start() {
        service = CommandApplication.on(TestDatabase.create());
        commands = service.getBean(Commands.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aKeyIsAnsweredOnceAndForAllWhateverComesInBetween() {
        int reports = 0;
        while (sent.size() < COMMANDS) {
            drive(new SeededOffice(random, reports++));
        }
        assertThat(kinds)
                .as("-Dliuhen.seed=" + SEED)
                .contains("new", "again", "reused", "key-reused", "answered again");
    }

    private void drive(SeededOffice office) {
        List<ReportEvent> history = new ArrayList<>();
        List<Sent> ofReport = new ArrayList<>();
        ReportState live = null;
        for (int n = 0; n < LONGEST_REPORT; n++) {
            Sent now = next(office, live, ofReport);
            ofReport.add(now);
            sent.add(now);
            String story = "-Dliuhen.seed=%d command %d: %s".formatted(SEED, sent.size(), now);
            Person who = now.attempt.who();
            Answered before = answered.get(now.key());
            String expected;
            if (before != null) {
                boolean same = before.fingerprint.equals(now.request.fingerprint());
                expected = same ? before.answer : "key-reused";
                kinds.add(same ? "answered again" : "key-reused");
            } else {
                try {
                    Report.Decision decision = Report.decide(live, who, now.attempt.what());
                    for (ReportEvent event : decision.events()) {
                        history.add(event);
                        live =
                                Report.evolve(
                                        live, new Recorded(event, decision.by(), Instant.EPOCH));
                    }
                    expected = answer(now, live);
                    answered.put(now.key(), new Answered(now.request.fingerprint(), expected));
                } catch (Refused refused) {
                    expected = refused.code().text();
                }
            }
            assertThat(outcome(now)).as(story).isEqualTo(expected);
        }
        assertThat(recorded(live)).as("-Dliuhen.seed=" + SEED).isEqualTo(history);
    }

    /** Mostly something new; now and then the same request, or another one under its key. */
    private Sent next(SeededOffice office, ReportState live, List<Sent> ofReport) {
        if (random.nextInt(50) == 0) {
            service.getBean(Cache.class).removeAll();
        }
        int die = random.nextInt(100);
        Sent earlier = ofReport.isEmpty() ? null : ofReport.get(random.nextInt(ofReport.size()));
        if (earlier != null && die < 15) {
            kinds.add("again");
            return earlier;
        }
        SeededOffice.Attempt attempt = office.next(live);
        if (earlier != null && die < 30) {
            kinds.add("reused");
            return new Sent(
                    new SeededOffice.Attempt(earlier.attempt.who(), attempt.what()),
                    request(earlier.request.key()));
        }
        kinds.add("new");
        return new Sent(attempt, request(new UUID(random.nextLong(), random.nextLong())));
    }

    private Request request(UUID key) {
        return new Request("request-" + sent.size(), key, "%064x".formatted(sent.size()));
    }

    private static String outcome(Sent now) {
        try {
            return commands.carryOut(now.attempt.who(), now.request, now.attempt.what()).toString();
        } catch (Refused refused) {
            return refused.code().text();
        } catch (Problem problem) {
            return problem.code().text();
        }
    }

    private static String answer(Sent now, ReportState live) {
        return new Outcome.Accepted(
                        live.reportId(),
                        live.version(),
                        now.attempt.what() instanceof RequestRevision request
                                ? request.revisionId()
                                : null)
                .toString();
    }

    private static List<ReportEvent> recorded(ReportState live) {
        return live == null
                ? List.of()
                : service.getBean(JdbcClient.class)
                        .sql(
                                """
                                SELECT name, revision, payload FROM record.event
                                WHERE report_id = ? ORDER BY sequence\
                                """)
                        .param(live.reportId())
                        .query((row, _) ->
                                Upcasting.present()
                                        .read(
                                                row.getString("name"),
                                                row.getString("revision"),
                                                row.getBytes("payload")))
                        .list();
    }
}
