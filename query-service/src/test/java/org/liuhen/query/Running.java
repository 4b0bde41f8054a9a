package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.Readers;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Both services in one process on a real PostgreSQL, without their web side. */
final class Running implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    final Commands commands;
    final Past past;
    final JdbcClient database;
    private Outcome.Accepted latest;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
        this.commands = context.getBean(Commands.class);
        this.past = context.getBean(Past.class);
        this.database = context.getBean(JdbcClient.class);
    }

    /** Not annotated as a configuration: the query side itself is to be run without it too. */
    @EnableAutoConfiguration
    @Import({CommandConfiguration.class, QueryConfiguration.class})
    static class Application {}

    static Running on(TestDatabase database, Class<?>... more) {
        return start(database, Source.settings(database), List.of(more));
    }

    /** With settings, and arguments that go before them. */
    static Running with(TestDatabase database, Map<String, Object> settings, String... arguments) {
        return start(database, settings, List.of(), arguments);
    }

    private static Running start(
            TestDatabase database,
            Map<String, Object> settings,
            List<Class<?>> more,
            String... arguments) {
        return new Running(
                new SpringApplicationBuilder(Application.class)
                        .sources(more.toArray(Class<?>[]::new))
                        .web(WebApplicationType.NONE)
                        .properties(database.properties())
                        .properties(Map.of("liuhen.query.node", "test"))
                        .properties(settings)
                        .run(arguments));
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    StreamingEventProcessor reader(String name) {
        return context.getBean(EventProcessingConfiguration.class)
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
    }

    /** Waits until every reader has taken every event there is. */
    void caughtUp() {
        await().untilAsserted(() ->
                assertThat(
                                database.sql(
                                                """
                                                SELECT reader, report_id, count(*)
                                                FROM record.event,
                                                    unnest(string_to_array(?, ' ')) reader
                                                GROUP BY reader, report_id
                                                EXCEPT
                                                SELECT reader, report_id, version FROM view.taken\
                                                """)
                                        .param(String.join(" ", Readers.ALL))
                                        .query()
                                        .listOfRows())
                        .isEmpty());
    }

    Outcome.Accepted give(Person person, ReportCommand command) {
        latest = commands.carryOut(person, Cast.request(UUID.randomUUID(), "a"), command);
        return latest;
    }

    /** The report as it is read once this version is visible. */
    ReportState at(Outcome.Accepted answer) {
        await().until(() -> past.latestVersion(answer.reportId()) >= answer.version());
        return past.awaitAt(answer.reportId(), answer.version());
    }

    /** A report of that year with two sections, through all desks. */
    Outcome.Accepted wholeApproval(int year) {
        Outcome.Accepted opened = give(Cast.DRAFTER, Cast.open(year, 2));
        String id = opened.reportId();
        everySection(id, s -> new SubmitSection(id, s, null), Cast.DRAFTER);
        throughDesk(id, Cast.HEAD, Cast.DIRECTOR);
        throughDesk(id, Cast.BUDGET, Cast.PERFORMANCE);
        return throughDesk(id, Cast.CONGRESS);
    }

    private Outcome.Accepted throughDesk(String id, Person... steps) {
        for (Person step : steps) {
            everySection(id, s -> new ApproveSection(id, s, digest(id, s), "同意"), step);
        }
        return give(steps[steps.length - 1], new ForwardReport(id, "同意报送"));
    }

    private void everySection(String id, Function<String, ReportCommand> command, Person person) {
        give(person, command.apply("1.1"));
        give(person, command.apply("1.2"));
    }

    private String digest(String id, String section) {
        ReportState report = at(latest);
        return report.digest(report.section(section).orElseThrow());
    }

    @Override
    public void close() {
        context.close();
    }
}
