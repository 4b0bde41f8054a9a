package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** The board of a year: each report where it is and since when, for whoever may see it. */
class BoardTest {
    private final Running office = Running.shared();
    private int year;

    private Paper open(String drafter, String department) {
        year = year == 0 ? office.year() : year;
        return Paper.open(drafter, Document.small(department, year));
    }

    @Test
    void itTellsWhereAReportIsWhatItWaitsForHowOftenItWasReturnedAndWhatWasAttained() {
        Paper paper = open("drafter", "jiangmen-ecology");
        assertThat(line(paper, "auditor").at("/attainment/UNVERIFIABLE").asInt()).isOne();
        paper.put(
                "drafter",
                "/indicators/ind-01/actual",
                Document.of("value", "2781", "unit", "人次", "explanation", null, "reason", null));
        paper.submit("drafter", "1.1", "1.2");
        paper.sendBack("section-head", "1.2", "DRAFTER", "0");
        JsonNode line = line(paper, "auditor");
        assertThat(line.path("stage").asString()).isEqualTo("DEPARTMENT");
        assertThat(line.path("stays").size()).isOne();
        assertThat(line.path("waits").valueStream().map(wait -> wait.path("step").asString()))
                .containsExactlyInAnyOrder("SECTION_HEAD", "DRAFTER");
        assertThat(line.at("/returns/DEPARTMENT").asInt()).isOne();
        assertThat(line.at("/attainment/ATTAINED").asInt()).isOne();

        paper.submit("drafter", "1.2");
        paper.approve("section-head", "1.1", "1.2");
        paper.approve("director", "1.1", "1.2");
        paper.forward("director");
        JsonNode forwarded = line(paper, "budget-officer");
        assertThat(forwarded.path("stage").asString()).isEqualTo("FINANCE_BUREAU");
        assertThat(forwarded.path("stays").valueStream().map(stay -> stay.path("stage").asString()))
                .containsExactly("DEPARTMENT", "FINANCE_BUREAU");
        assertThat(forwarded.at("/stays/0")).isEqualTo(line.at("/stays/0"));
        assertThat(forwarded.at("/returns/DEPARTMENT").asInt()).isOne();
    }

    @Test
    void eachSeesWhatTheyMaySeeAndAdministratorsNothing() {
        Paper ecology = open("drafter", "jiangmen-ecology");
        Paper water = open("water-drafter", "jiangmen-water");
        line(ecology, "auditor");
        line(water, "auditor");
        assertThat(ids("auditor", "")).containsExactly(ecology.id(), water.id());
        assertThat(ids("director", "")).containsExactly(ecology.id());
        assertThat(ids("water-director", "")).containsExactly(water.id());
        for (String who : List.of("budget-officer", "performance-officer", "congress-reviewer")) {
            assertThat(ids(who, "")).as(who).isEmpty();
            assertThat(years(who)).as(who).doesNotContain(year);
        }
        ecology.toFinance();
        line(ecology, "budget-officer");
        assertThat(ids("budget-officer", "")).containsExactly(ecology.id());
        assertThat(ids("congress-reviewer", "")).isEmpty();
        assertThat(years("budget-officer")).contains(year);
        for (String who : List.of("system-admin", "security-admin", "audit-admin")) {
            assertThat(ids(who, "")).as(who).isEmpty();
            assertThat(years(who)).as(who).isEmpty();
        }
        Expect.problem(office.client().get("/api/board"), 401, "not-signed-in");
    }

    @Test
    void asOfAMomentItIsWhatItWasThenForWhoeverAsksLater() {
        Paper paper = open("drafter", "jiangmen-ecology");
        JsonNode then = line(paper, "auditor");
        Instant moment = Instant.now();
        paper.toFinance();
        line(paper, "budget-officer");
        String at = "&at=" + URLEncoder.encode(moment.toString(), StandardCharsets.UTF_8);
        JsonNode board = board("auditor", at);
        assertThat(board.path("items").valueStream()).containsExactly(then);
        assertThat(Instant.parse(board.path("at").asString())).isEqualTo(moment);
        assertThat(ids("budget-officer", at)).isEmpty();
        assertThat(ids("auditor", "&at=2001-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void ofAMomentToComeNothingIsKnown() {
        Client.Answer answer = office.as("auditor").get("/api/board?at=2999-01-01T00:00:00Z");
        assertThat(Expect.problem(answer, 400, "malformed").detail()).contains("还没有到的时刻");
    }

    @Test
    void withoutAYearItIsTheLatestThereIsToSee() {
        JsonNode board = office.as("auditor").get("/api/board").body();
        assertThat(board.path("year")).isEqualTo(board.at("/years/0"));
        assertThat(board.path("items").valueStream())
                .isNotEmpty()
                .allMatch(line -> line.path("fiscalYear").equals(board.path("year")));
    }

    @Test
    void aMomentThatIsNoneIsRefused() {
        Expect.problem(office.as("auditor").get("/api/board?at=yesterday"), 400, "malformed");
        Expect.problem(office.as("auditor").get("/api/board?year=recent"), 400, "malformed");
    }

    private JsonNode board(String who, String more) {
        return office.as(who).get("/api/board?year=" + year + more).body();
    }

    private List<String> ids(String who, String more) {
        return board(who, more)
                .path("items")
                .valueStream()
                .map(line -> line.path("reportId").asString())
                .toList();
    }

    private List<Integer> years(String who) {
        return office.as(who)
                .get("/api/board")
                .body()
                .path("years")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    /** Once everything that was done to it is visible. */
    private JsonNode line(Paper paper, String who) {
        return await().until(
                        () ->
                                board(who, "")
                                        .path("items")
                                        .valueStream()
                                        .filter(line -> isOf(line, paper))
                                        .findFirst()
                                        .orElse(null),
                        line -> line != null);
    }

    private static boolean isOf(JsonNode line, Paper paper) {
        return line.path("reportId").asString().equals(paper.id())
                && line.path("version").asLong() == paper.version();
    }
}
