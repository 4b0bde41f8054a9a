package org.liuhen.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.HttpCookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EnabledIf(
        value = "org.liuhen.topology.Edge#isInstalled",
        disabledReason = "no nginx here, so there is no edge: apt-get install nginx")
class TopologyTest {
    private static final int YEAR = 2019;

    /** What every part said is kept where something went wrong. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private static Installation installation;

    private final AtomicInteger answers = new AtomicInteger();

    @BeforeAll
    static void start() {
        installation = Installation.in(directory);
    }

    @AfterAll
    static void end() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void aReportGoesAllTheWayThroughTheEdge() {
        People people = People.ofEcology(installation, "whole-way", answers);
        Way way = Way.open(people, Papers.sample(2021));
        way.toTheEnd();
        assertThat(way.report().path("stage").asString()).isEqualTo("FINAL");
        JsonNode auditors =
                client("auditor")
                        .get("/api/reports/" + way.report().path("reportId").asString())
                        .body();
        assertThat(auditors).isEqualTo(way.report());
    }

    @Test
    void signingOutEndsASessionEverywhereAtOnce() {
        Client person = client("director");
        List<HttpCookie> cookies = List.copyOf(person.cookies());
        List<Client> everywhere =
                installation.services().stream()
                        .map(service -> {
                            Client same = Client.at(service.port());
                            cookies.forEach(each -> same.keep(each.getName(), each.getValue()));
                            return same;
                        })
                        .toList();
        assertThat(everywhere).allSatisfy(c -> assertThat(user(c).isObject()).isTrue());
        assertThat(person.delete("/api/session").status()).isEqualTo(204);
        assertThat(everywhere).allSatisfy(c -> assertThat(user(c).isNull()).isTrue());
    }

    private static JsonNode user(Client client) {
        return client.get("/api/session").body().path("user");
    }

    private static Client client(String username) {
        return installation.client().signIn(username);
    }

    @Test
    void nothingAcknowledgedIsLostOrDoneTwiceWhateverIsKilled() throws Exception {
        long seed = Long.getLong("liuhen.seed", System.nanoTime());
        Kills kills =
                new Kills(
                        installation,
                        new Random(seed),
                        answers,
                        Integer.getInteger("liuhen.topology.kills"));
        System.out.println("topology -Dliuhen.seed=%d in %s".formatted(seed, directory));
        kills.during(work(new Random(seed)));
        List<String> violations = new ArrayList<>();
        String summary = reckon(violations);
        System.out.println("topology -Dliuhen.seed=%d: %s\n%s".formatted(seed, kills, summary));
        assertThat(violations).as("-Dliuhen.seed=%d", seed).isEmpty();
    }

    /** Two who share a report, others with reports of their own, and two whole offices. */
    private List<Work> work(Random random) {
        String shared = open("drafter", "jiangmen-ecology", YEAR);
        String other = open("deputy", "jiangmen-ecology", YEAR - 1);
        String water = open("water-drafter", "jiangmen-water", YEAR);
        return List.of(
                editor("drafter", shared, YEAR, "1.1"),
                editor("drafter2", shared, YEAR, "1.2"),
                editor("deputy", other, YEAR - 1, "1.1"),
                editor("water-drafter", water, YEAR, "1.1"),
                new Walker(
                        People.ofEcology(installation, "walk", answers),
                        new Random(random.nextLong())),
                new Walker(
                        People.ofWater(installation, "walk-water", answers),
                        new Random(random.nextLong())));
    }

    private String open(String username, String department, int year) {
        return new Clerk(installation, username, "opens", answers)
                .carryOut("POST", "/api/reports", Papers.small(department, year))
                .path("reportId")
                .asString();
    }

    private Editor editor(String username, String report, int year, String section) {
        Clerk clerk = new Clerk(installation, username, "edits", answers);
        return new Editor(clerk, report, year, section);
    }

    private String reckon(List<String> violations) {
        JdbcClient record = installation.record().sql();
        JdbcClient view = installation.view().sql();
        Map<String, List<Record.Entry>> stored = Record.stored(record);
        level(() -> Feed.behindRecord(record));
        Feed feed = Feed.read(installation.kafka());
        violations.addAll(feed.differences(stored));
        level(() -> feed.behind(view));

        Client auditor = client("auditor");
        Map<String, List<Record.Entry>> shown = new HashMap<>();
        stored.keySet().forEach(report -> shown.put(report, Record.history(auditor, report)));
        stored.forEach((report, entries) -> {
            if (!shown.get(report).stream()
                    .map(Record.Entry::shown)
                    .toList()
                    .equals(entries.stream().map(Record.Entry::shown).toList())) {
                violations.add("the history of " + report + " is not the record");
            }
        });
        for (ReportState folded : Views.folded(record).values()) {
            JsonNode read = auditor.get("/api/reports/" + folded.reportId()).body();
            violations.addAll(Views.differences(folded, read));
        }
        try (Service _ = installation.rebuilt("rebuilt")) {
            JdbcClient anew = installation.view().sql("rebuilt");
            level(() -> feed.behind(anew));
            violations.addAll(Views.differences(view, anew));
        }
        view.sql("SELECT reader || ' stopped at ' || report_id FROM view.dead_letter")
                .query(String.class)
                .list()
                .forEach(violations::add);
        Reckoning reckoning = new Reckoning(Journal.all(directory), stored, shown);
        violations.addAll(reckoning.violations());
        return "%s\nevents %d, sent more than once %d, reports %d"
                .formatted(
                        reckoning,
                        stored.values().stream().mapToInt(List::size).sum(),
                        feed.sentAgain(),
                        stored.size());
    }

    /** Nothing is behind: at once or soon. */
    private static void level(Callable<List<String>> behind) {
        await().atMost(Installation.LONGEST_OUTAGE)
                .untilAsserted(() -> assertThat(behind.call()).isEmpty());
    }
}
