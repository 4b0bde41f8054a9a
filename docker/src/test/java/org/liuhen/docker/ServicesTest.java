package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Access;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandService;
import org.liuhen.command.Commands;
import org.liuhen.command.relay.Broker;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.QueryService;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Both services, told what the compose file and their images tell them; only addresses differ. */
class ServicesTest {
    @TempDir private static Path directory;

    private static final Compose COMPOSE = Compose.read();
    private static final TestDatabase RECORD = TestDatabase.create();
    private static final TestDatabase VIEW = TestDatabase.create();

    private static Broker broker;
    private static ConfigurableApplicationContext command;
    private static ConfigurableApplicationContext query;

    @BeforeAll
    static void start() throws IOException {
        broker = Broker.in(directory.resolve("kafka"));
        command = start("command", CommandService.application(), RECORD, "");
        query =
                start(
                        "query",
                        QueryService.application(),
                        VIEW,
                        "http://localhost:" + port(command));
        await().until(() -> List.of(command, query).stream().allMatch(ServicesTest::isReady));
        command.getBean(Commands.class).carryOut(Cast.DRAFTER, Cast.request(), Cast.open(2023, 2));
    }

    @AfterAll
    static void stop() {
        query.close();
        command.close();
        broker.close();
    }

    private static ConfigurableApplicationContext start(
            String side, SpringApplication service, TestDatabase database, String commandSide)
            throws IOException {
        Map<String, Object> told = new HashMap<>();
        image(side).forEach((name, value) -> told.put(name, here(value, side, commandSide)));
        COMPOSE.environment(side + "-1")
                .forEach((name, value) -> {
                    if (value != null && !value.isEmpty()) {
                        told.put(name, here(value, side, commandSide));
                    }
                });
        told.put("LIUHEN_MODE", "demonstration");
        told.replaceAll((name, value) ->
                name.endsWith("DATABASE_USERNAME")
                        ? (name.contains("ACCOUNTS") ? RECORD : database).settings().username()
                        : value);
        Path secrets = Files.createDirectories(directory.resolve(side + "-secrets"));
        for (Map.Entry<String, String> each : COMPOSE.secrets(side + "-1").entrySet()) {
            TestDatabase whose = each.getValue().startsWith("command") ? RECORD : VIEW;
            Files.writeString(secrets.resolve(each.getKey()), whose.settings().password() + "\n");
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, told));
        service.setEnvironment(environment);
        service.setRegisterShutdownHook(false);
        return service.run(
                "--server.port=0", "--management.server.port=0", "--liuhen.bcrypt-strength=4");
    }

    private static Map<String, String> image(String side) throws IOException {
        return Pattern.compile("(?m)(?:^ENV|^   ) ([A-Z_]+)=(\\S+)")
                .matcher(Files.readString(Path.of(side + "-service.Dockerfile")))
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
    }

    /** The same place in this test. */
    private static String here(String value, String side, String commandSide) {
        return value.replace(
                        "jdbc:postgresql://command-database:5432/liuhen", RECORD.settings().url())
                .replace("jdbc:postgresql://query-database:5432/liuhen", VIEW.settings().url())
                .replace("kafka:9092", broker.address())
                .replace("http://command-service:8080", commandSide)
                .replace("/run/secrets/", directory.resolve(side + "-secrets") + "/")
                .replace("/var/lib/liuhen/", directory + "/");
    }

    private static boolean isReady(ConfigurableApplicationContext service) {
        return Client.at(port(service)).get("/actuator/health/readiness").status() == 200;
    }

    private static int port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String scrape(ConfigurableApplicationContext service) {
        int management =
                service.getEnvironment()
                        .getRequiredProperty("local.management.port", Integer.class);
        URI metrics = URI.create("http://localhost:" + management + "/actuator/prometheus");
        return Client.at(management).send(HttpRequest.newBuilder(metrics).GET()).text();
    }

    @Test
    void whatIsCommandedOnOneSideComesToTheOtherThroughKafka() {
        Client drafter = Client.at(port(query)).signIn("drafter");
        assertThat(drafter.get("/api/reports/jiangmen-ecology-2023-overall?minVersion=1").status())
                .isEqualTo(200);
    }

    @Test
    void everyMetricOfDashboardAndAlertsIsOneThatTheServicesRegister() throws IOException {
        Set<String> registered = Metrics.scraped(scrape(command));
        registered.addAll(Metrics.scraped(scrape(query)));
        registered.add("up"); // Prometheus' own
        Set<String> asked = new TreeSet<>(Metrics.askedFor(Path.of("grafana/liuhen.json")));
        asked.addAll(Metrics.askedFor(Path.of("prometheus/alerts.yml")));
        // Of the database that comes along, which the services do not use: standalone's
        // ArchivingTest.
        asked.removeIf(name -> name.matches("liuhen_(archive|backup)_.*"));
        assertThat(asked).contains("liuhen_relay_lag_seconds", "liuhen_command_seconds_bucket");
        assertThat(registered).containsAll(asked);
    }

    @Test
    void everyMetricOfOurOwnIsWatched() throws IOException {
        Set<String> own = Metrics.scraped(scrape(command));
        own.addAll(Metrics.scraped(scrape(query)));
        own.removeIf(
                name -> !name.startsWith("liuhen_") || name.matches(".*(_max|_active.*|_sum)"));
        assertThat(own).isNotEmpty();
        assertThat(Metrics.askedFor(Path.of("grafana/liuhen.json"))).containsAll(own);
    }

    @Test
    void everyEndpointIsReachedThroughTheEdge() {
        assumeTrue(Edge.isInstalled(), "no nginx here: apt-get install nginx");
        Set<String> ofCommand = endpoints(command);
        Set<String> ofQuery = endpoints(query);
        assertThat(ofCommand).contains("POST /api/reports", "GET /api/seal/key");
        assertThat(ofQuery).contains("GET /api/reports", "POST /api/stopped/x/retry");
        Set<String> all = new HashSet<>(ofCommand);
        all.addAll(ofQuery);
        try (Instance commandSide = Instance.started("command");
                Instance querySide = Instance.started("query");
                Edge edge =
                        Edge.before(
                                List.of(commandSide), List.of(querySide), directory, Map.of())) {
            Caller caller = Caller.of(edge);
            for (String each : all) {
                String[] parts = each.split(" ");
                String side = caller.ask(parts[0], parts[1]).body();
                assertThat(side.equals("command") ? ofCommand : ofQuery).as(each).contains(each);
            }
        }
    }

    @Test
    void theScreensHaveTheHeadersThatTheServicesSet() throws IOException {
        assumeTrue(Edge.isInstalled(), "no nginx here: apt-get install nginx");
        Path screens = Files.createDirectories(directory.resolve("screens"));
        Files.writeString(screens.resolve("index.html"), "page");
        Client.Answer answer = Client.at(port(query)).get("/api/session");
        try (Instance service = Instance.started("service");
                Edge edge =
                        Edge.before(
                                List.of(service),
                                List.of(service),
                                Files.createDirectories(directory.resolve("edge")),
                                Map.of("EDGE_SCREENS", screens.toString()))) {
            HttpHeaders page = Caller.of(edge).ask("GET", "/").headers();
            for (String each :
                    List.of(
                            "Content-Security-Policy",
                            "Permissions-Policy",
                            "Referrer-Policy",
                            "X-Content-Type-Options",
                            "X-Frame-Options")) {
                assertThat(page.firstValue(each)).as(each).contains(answer.header(each));
            }
        }
    }

    private static Set<String> endpoints(ConfigurableApplicationContext service) {
        return service.getBeanProvider(EndpointRules.class).stream()
                .flatMap(table -> table.rules().stream())
                .filter(rule -> !rule.access().equals(Access.OPERATORS))
                .map(ServicesTest::sample)
                .collect(Collectors.toSet());
    }

    private static String sample(EndpointRule rule) {
        return rule.method() + " " + rule.pattern().replaceAll("\\{[^}]*}", "x");
    }
}
