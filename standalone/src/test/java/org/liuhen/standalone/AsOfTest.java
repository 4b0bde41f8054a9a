package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.workflow.Role;
import tools.jackson.databind.JsonNode;

/** The board and the inboxes as they were: what was shown at a moment is shown for it later. */
class AsOfTest {
    private static final List<String> PEOPLE =
            List.of(
                    "drafter",
                    "section-head",
                    "director",
                    "budget-officer",
                    "performance-officer",
                    "congress-reviewer",
                    "auditor");
    private static final List<String> BOXES = List.of("todo", "done", "started");

    private final Running office = Running.shared();
    private final Map<Instant, Map<String, String>> shown = new LinkedHashMap<>();

    @Test
    void whatWasShownAtAMomentIsShownForItLater() {
        Paper paper = Paper.small();
        remember(paper);
        paper.submit("drafter", "1.1", "1.2");
        remember(paper);
        paper.approve("section-head", "1.1");
        remember(paper);
        paper.sendBack("section-head", "1.2", "DRAFTER", "0");
        remember(paper);
        paper.submit("drafter", "1.2");
        paper.approve("section-head", "1.2");
        paper.approve("director", "1.1", "1.2");
        remember(paper);
        String[] rest =
                paper.sections().stream()
                        .filter(key -> !paper.where(key).startsWith("APPROVED"))
                        .toArray(String[]::new);
        paper.submit("drafter", rest);
        paper.approve("section-head", rest);
        paper.approve("director", rest);
        remember(paper);
        paper.forward("director");
        remember(paper);
        paper.toCongress().toTheEnd();
        remember(paper);

        shown.forEach((at, then) -> {
            Map<String, String> now = new LinkedHashMap<>();
            for (String who : PEOPLE) {
                now.put("board of " + who, board(paper, who, "&at=" + at));
                for (String box : BOXES) {
                    now.put(
                            box + " of " + who,
                            inbox(paper, "auditor", box, "&user=" + who + "&at=" + at));
                }
            }
            assertThat(now).as("at " + at).isEqualTo(then);
        });
    }

    @Test
    void beforeThereWasAnythingNothingIsShown() {
        Paper paper = Paper.small();
        paper.read("auditor");
        assertThat(board(paper, "auditor", "&at=2001-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void onlyAnAuditorLooksIntoTheInboxOfOthers() {
        for (String who : List.of("drafter", "director", "performance-officer", "audit-admin")) {
            Expect.problem(
                    office.as(who).get("/api/inbox?user=section-head"), 403, "not-permitted");
        }
        Expect.problem(office.as("auditor").get("/api/inbox?user=nobody"), 404, "not-found");
        Paper paper = Paper.small();
        remember(paper);
        String id =
                office.as("drafter").get("/api/session").body().path("user").path("id").asString();
        for (String user : List.of("drafter", id)) {
            assertThat(inbox(paper, "auditor", "started", "&user=" + user))
                    .isNotEmpty()
                    .isEqualTo(inbox(paper, "drafter", "started", ""));
        }
    }

    @Test
    void whatLayBeforeSomebodyWhoHasLeftIsThereToBeSeen() {
        Paper paper = Paper.small();
        paper.submit("drafter", "1.1");
        paper.approve("section-head", "1.1");
        remember(paper);
        String done = inbox(paper, "section-head", "done", "");
        office.disable(
                "section-head",
                () ->
                        assertThat(inbox(paper, "auditor", "done", "&user=section-head"))
                                .isNotEmpty()
                                .isEqualTo(done));
    }

    @Test
    void whatLayBeforeSomebodyWhoHadAnotherRoleThenIsThereToBeSeen() {
        Paper paper = Paper.open("water-drafter", Document.small("jiangmen-water", office.year()));
        paper.submit("water-drafter", "1.1");
        paper.read("auditor");
        office.as("auditor").get("/api/inbox?minVersion=" + paper.id() + "@" + paper.version());
        String todo = inbox(paper, "water-head", "todo", "");
        assertThat(todo).isNotEmpty();
        Instant before = Instant.now();
        office.revoke(
                "water-head",
                Role.SECTION_HEAD,
                () -> {
                    assertThat(inbox(paper, "auditor", "todo", "&user=water-head")).isEmpty();
                    assertThat(inbox(paper, "auditor", "todo", "&user=water-head&at=" + before))
                            .isEqualTo(todo);
                    assertThat(inbox(paper, "water-head", "todo", "&at=" + before)).isEqualTo(todo);
                });
        assertThat(inbox(paper, "auditor", "todo", "&user=water-head&at=2001-01-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void aLookIntoTheInboxOfAnotherIsOnRecord() {
        Client.Answer look = office.as("auditor").get("/api/inbox?user=section-head");
        JsonNode entries =
                office.as("audit-admin").get("/api/journal?code=inbox-viewed&limit=500").body();
        assertThat(entries.path("items").valueStream())
                .anySatisfy(entry -> {
                    assertThat(entry.path("requestId").asString())
                            .isEqualTo(look.header("X-Request-Id"));
                    assertThat(entry.path("detail").asString()).endsWith("的工作台");
                });
    }

    @Test
    void aMomentIsATime() {
        Expect.problem(office.as("auditor").get("/api/reports?at=yesterday"), 400, "malformed");
        Expect.problem(office.as("auditor").get("/api/inbox?at=1"), 400, "malformed");
    }

    private void remember(Paper paper) {
        paper.read("auditor");
        String minimum = "&minVersion=" + paper.id() + "@" + paper.version();
        office.as("auditor").get("/api/inbox?box=todo" + minimum);
        Map<String, String> now = new LinkedHashMap<>();
        for (String who : PEOPLE) {
            now.put("board of " + who, boardNow(paper, who));
            for (String box : BOXES) {
                now.put(box + " of " + who, inbox(paper, who, box, ""));
            }
        }
        shown.put(Instant.now(), now);
    }

    /** The list has no minVersion: it is asked again until it has come as far as the report. */
    private String boardNow(Paper paper, String who) {
        org.awaitility.Awaitility.await()
                .until(() ->
                        board(paper, "auditor", "").contains("\"version\":" + paper.version()));
        return board(paper, who, "");
    }

    private String board(Paper paper, String who, String more) {
        return only(paper, office.as(who).get("/api/reports?limit=500" + encoded(more)).body());
    }

    private String inbox(Paper paper, String who, String box, String more) {
        return only(
                paper,
                office.as(who).get("/api/inbox?limit=500&box=" + box + encoded(more)).body());
    }

    private static String encoded(String more) {
        return more.replace(":", URLEncoder.encode(":", StandardCharsets.UTF_8));
    }

    /** Of this report: others go on meanwhile. */
    private static String only(Paper paper, JsonNode page) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode item : page.path("items")) {
            if (item.path("reportId").asString().equals(paper.id())) {
                lines.append(item).append('\n');
            }
        }
        return lines.toString();
    }
}
