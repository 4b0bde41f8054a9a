package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** Reading a report, its past and the list, as the contract has it. */
class QueriesTest {
    private final Running office = Running.shared();
    private final Paper paper = Paper.small();

    @Test
    void aReportHasEverythingTheContractPromises() {
        paper.submit("drafter", "1.1");
        JsonNode report = paper.read("drafter");
        has(
                report,
                "reportId version departmentId fiscalYear type title stage sections indicators"
                        + " lineItems");
        has(
                report.at("/sections/0"),
                "key printedNumber title chapter blocks state desk step round revision digest"
                        + " drafter opinions returnItems");
        has(
                report.at("/indicators/0"),
                "key section category name originalTarget target actual explanation attainment"
                        + " revisions");
        has(
                report.at("/lineItems/0"),
                "key section name parent relation unit initialBudget adjustedBudget executed"
                        + " statedRate executionRate");
        assertThat(report.at("/sections/0/digest").asString()).matches("sha-256:[0-9a-f]{64}");
        assertThat(report.at("/lineItems/0/executed").asString()).isEqualTo("6,771.02");
        JsonNode opened = history("?limit=1").getFirst();
        has(opened, "version eventId type at actor summary changes reason requestId");
        has(opened.path("actor"), "id name organisation post role");
        assertThat(opened.path("at").asString()).endsWith("Z");
    }

    @Test
    void aReaderOfAVersionIsAnsweredOnceThatIsVisible() {
        Client auditor = office.as("auditor");
        CompletableFuture<Client.Answer> reading =
                CompletableFuture.supplyAsync(() -> auditor.get(paper.path("?minVersion=2")));
        paper.submit("drafter", "1.1");
        Client.Answer answer = reading.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void aVersionThatDoesNotComeIsWaitedForFiveSeconds() {
        for (String path : List.of(paper.path("?minVersion=99"), inbox(paper.id() + "@99"))) {
            long start = System.nanoTime();
            Client.Answer answer = office.as("drafter").getOnce(path);
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            Expect.problem(answer, 504, "not-yet-visible");
            assertThat(waited).isGreaterThan(Duration.ofMillis(4_500));
        }
    }

    @Test
    void waitingForAReportOneMayNotSeeTellsNothingOfIt() {
        Client stranger = office.as("water-drafter");
        Client.Answer hidden = stranger.get(paper.path("?minVersion=1"));
        Client.Answer later = stranger.getOnce(paper.path("?minVersion=99"));
        Client.Answer none =
                stranger.get("/api/reports/jiangmen-ecology-1998-overall?minVersion=1");
        for (Client.Answer answer : List.of(hidden, later, none)) {
            Expect.problem(answer, 404, "not-found");
        }
    }

    @Test
    void aMomentIsUnderstoodInAnyOffset() {
        Instant opened = Instant.parse(history("").getFirst().path("at").asString());
        paper.submit("drafter", "1.1");
        String there = opened.atOffset(java.time.ZoneOffset.ofHours(8)).toString();
        for (String at : List.of(opened.toString(), there, there.replace("+", "%2B"))) {
            assertThat(at(at).body().path("version").asLong()).as(at).isOne();
        }
        Client.Answer later = Expect.problem(at("9999-12-31T23:59:59Z"), 400, "malformed");
        assertThat(later.detail()).contains("还没有到的时刻");
        Client.Answer before = Expect.problem(at("2001-01-01T00:00:00Z"), 404, "not-found");
        assertThat(before.detail()).doesNotContain("第0版");
        Expect.problem(
                office.as("drafter").get(paper.path("?version=1&at=" + opened)), 400, "malformed");
    }

    @Test
    void theListShowsWhatOneMaySee() {
        String water = open("water-drafter", "jiangmen-water").id();
        listed("auditor", paper.id(), true);
        listed("drafter", paper.id(), true);
        listed("director", paper.id(), true);
        listed("auditor", water, true);
        listed("drafter", water, false);
        listed("water-head", paper.id(), false);
        listed("budget-officer", paper.id(), false);
        assertThat(list("system-admin", "?limit=1").path("items")).isEmpty();
        paper.toFinance();
        listed("budget-officer", paper.id(), true);
        listed("performance-officer", paper.id(), true);
        listed("congress-reviewer", paper.id(), false);
        paper.toCongress();
        listed("congress-reviewer", paper.id(), true);
        paper.toTheEnd();
        listed("budget-officer", paper.id(), true);
        await().untilAsserted(() ->
                assertThat(ids(list("auditor", "?stage=FINAL&limit=500"))).contains(paper.id()));
    }

    @Test
    void theListIsNarrowedByYearDepartmentAndStage() {
        Paper water = open("water-drafter", "jiangmen-water");
        listed("auditor", water.id(), true);
        int year = water.read("auditor").path("fiscalYear").asInt();
        assertThat(ids(list("auditor", "?year=" + year))).containsExactly(water.id());
        assertThat(ids(list("auditor", "?year=" + year + "&department=jiangmen-ecology")))
                .isEmpty();
        assertThat(ids(list("auditor", "?department=jiangmen-water&stage=DEPARTMENT&limit=500")))
                .contains(water.id())
                .doesNotContain(paper.id());
        assertThat(ids(list("auditor", "?year=" + year + "&stage=FINAL"))).isEmpty();
        assertThat(ids(list("auditor", "?year=&department=&stage=&cursor=&limit=")))
                .as("what is left empty narrows nothing")
                .isEqualTo(ids(list("auditor", "")));
    }

    @Test
    void theListIsReadPageByPage() {
        listed("auditor", paper.id(), true);
        List<String> whole = ids(list("auditor", "?limit=500"));
        assertThat(whole).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        List<String> pages = new ArrayList<>();
        JsonNode page = list("auditor", "?limit=2");
        while (true) {
            pages.addAll(ids(page));
            if (page.path("next").isNull()) {
                break;
            }
            assertThat(ids(page)).hasSize(2);
            page = list("auditor", "?limit=2&cursor=" + page.path("next").asString());
        }
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void theTrailIsNarrowedBySectionPersonAndKind() {
        paper.edit("drafter2", "1.2", Document.paragraphs("改"));
        paper.put(
                "drafter", "/indicators/ind-01/actual", Document.of("value", "2781", "unit", "人次"));
        paper.submit("drafter", "1.1", "1.2");
        assertThat(history("")).hasSize(5);
        assertThat(versions("?section=1.1")).containsExactly(3L, 4L);
        assertThat(versions("?section=1.2")).containsExactly(2L, 5L);
        String editor = office.as("drafter2").get("/api/session").body().at("/user/id").asString();
        assertThat(versions("?actor=" + editor)).containsExactly(2L);
        assertThat(versions("?type=section-submitted")).containsExactly(4L, 5L);
        assertThat(versions("?type=section-submitted&section=1.2&after=4")).containsExactly(5L);
        assertThat(versions("?type=report-forwarded")).isEmpty();
        assertThat(versions("?after=5")).isEmpty();
        assertThat(versions("?after=&limit=&section=&actor=&type=")).hasSize(5);
    }

    @Test
    void theTrailIsReadPageByPage() {
        paper.submit("drafter", "1.1", "1.2");
        JsonNode first = trail("?limit=2");
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("next").asLong()).isEqualTo(2);
        JsonNode rest = trail("?limit=2&after=" + first.path("next").asString());
        assertThat(rest.path("items").size()).isOne();
        assertThat(rest.path("next").isNull()).isTrue();
    }

    private Paper open(String drafter, String department) {
        return Paper.open(drafter, Document.small(department, office.year()));
    }

    private void listed(String who, String report, boolean there) {
        await().untilAsserted(() ->
                assertThat(ids(list(who, "?limit=500")).contains(report))
                        .as(who + " " + report)
                        .isEqualTo(there));
    }

    private JsonNode list(String who, String query) {
        Client.Answer answer = office.as(who).get("/api/reports" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(i -> i.path("reportId").asString()).toList();
    }

    private JsonNode trail(String query) {
        paper.read("auditor");
        Client.Answer answer = office.as("auditor").get(paper.path("/history" + query));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private List<JsonNode> history(String query) {
        return trail(query).path("items").valueStream().toList();
    }

    private List<Long> versions(String query) {
        return history(query).stream().map(item -> item.path("version").asLong()).toList();
    }

    private Client.Answer at(String moment) {
        return office.as("drafter")
                .get(paper.path("?minVersion=" + paper.version() + "&at=" + moment));
    }

    private static String inbox(String minVersion) {
        return "/api/inbox?minVersion=" + minVersion;
    }

    private static void has(JsonNode node, String names) {
        assertThat(node.propertyNames()).contains(names.split(" "));
    }
}
