package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.command.Commands;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.QueryConfiguration;
import org.liuhen.query.feed.Readers;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SeededOffice;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real readers, which read a record to its end and are gone again. */
final class ReadingSide {
    /** Beside the years of the other evidence. */
    private static final int FIRST = 40;

    private static final int LONG = 2090;
    private static final int LONGEST = 105;
    private static final int REPORTS = 2;
    private static final int COMMANDS = 300;

    /** Both services in one process, without their web side. */
    @EnableAutoConfiguration
    @Import({CommandConfiguration.class, QueryConfiguration.class})
    static class Application {}

    private ReadingSide() {}

    /** Offices that a seed moves: corrections, revisions, returns, replies, whatever comes. */
    static void seeded(TestDatabase database, long seed) {
        Random random = new Random(seed);
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            Commands commands = service.getBean(Commands.class);
            aLongOne(commands);
            for (int report = FIRST; report < FIRST + REPORTS; report++) {
                drive(commands, new SeededOffice(random, report));
            }
        }
    }

    /** Of more than a hundred events, so that a state is stored. */
    private static void aLongOne(Commands commands) {
        commands.carryOut(Cast.DRAFTER, Cast.request(), Cast.open(LONG, 2));
        for (int revision = 1; revision < LONGEST; revision++) {
            commands.carryOut(
                    Cast.DRAFTER,
                    Cast.request(),
                    Cast.edit(LONG, "1.1", "第" + revision + "次修改的正文", revision));
        }
    }

    private static void drive(Commands commands, SeededOffice office) {
        ReportState live = null;
        for (int n = 0; n < COMMANDS; n++) {
            SeededOffice.Attempt attempt = office.next(live);
            Report.Decision decision;
            try {
                decision = Report.decide(live, attempt.who(), attempt.what());
            } catch (Refused _) {
                continue;
            }
            commands.carryOut(attempt.who(), Cast.request(UUID.randomUUID(), "a"), attempt.what());
            for (ReportEvent event : decision.events()) {
                live = Report.evolve(live, new Recorded(event, decision.by(), Instant.EPOCH));
            }
        }
    }

    /** All there is. */
    static void reads(TestDatabase database, String... arguments) {
        try (ConfigurableApplicationContext service =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties(database.properties())
                        .properties(Map.of("liuhen.query.node", "test"))
                        .run(arguments)) {
            JdbcClient view = service.getBean(JdbcClient.class);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(behind(view)).isZero());
        }
    }

    private static long behind(JdbcClient view) {
        return view.sql(
                        """
                        SELECT count(*) FROM (
                            SELECT reader, report_id, count(*)
                            FROM record.event, unnest(string_to_array(?, ' ')) reader
                            GROUP BY reader, report_id
                            EXCEPT SELECT reader, report_id, version FROM view.taken) missing\
                        """)
                .param(String.join(" ", Readers.ALL))
                .query(Long.class)
                .single();
    }
}
