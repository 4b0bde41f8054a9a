package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** What waits for whom, what was done and what was begun: the contract's three boxes. */
class InboxTest {
    private final Running office = Running.shared();
    private final Paper paper = Paper.small();

    @Test
    void aTaskSaysWhatItIsAndWhatADecisionNeeds() {
        paper.submit("drafter", "1.1");
        JsonNode task = task("section-head", "1.1").orElseThrow();
        assertThat(task.propertyNames())
                .contains(
                        "reportId",
                        "sectionKey",
                        "title",
                        "desk",
                        "step",
                        "since",
                        "round",
                        "digest");
        assertThat(task.path("title").asString()).isEqualTo("部门职能");
        assertThat(task.path("sectionName").asString()).isEqualTo("一（一）部门职能");
        assertThat(task.path("sectionRevision").asInt()).isOne();
        assertThat(task.path("desk").asString()).isEqualTo("DEPARTMENT");
        assertThat(task.path("step").asString()).isEqualTo("SECTION_HEAD");
        assertThat(task.path("round").asInt()).isOne();
        paper.post(
                "section-head",
                "/sections/1.1/approve",
                Document.of("digest", task.path("digest").asString(), "opinion", "同意"));
    }

    @Test
    void everyStepFindsItsTaskInTheInboxOfWhoIsToDoIt() {
        assertThat(task("drafter", "1.1")).isPresent();
        assertThat(task("section-head", "1.1")).isEmpty();
        paper.submit("drafter", "1.1", "1.2");
        moves("1.1", "section-head", "drafter", "director", "water-head", "auditor");
        paper.approve("section-head", "1.1", "1.2");
        moves("1.1", "director", "section-head", "budget-officer", "water-director");
        paper.approve("director", "1.1", "1.2");
        assertThat(task("director", null)).as("to forward").isPresent();
        paper.forward("director");
        moves("1.1", "budget-officer", "director", "performance-officer", "system-admin");
        paper.approve("budget-officer", "1.1", "1.2");
        paper.approve("performance-officer", "1.1", "1.2");
        paper.forward("performance-officer");
        moves("1.1", "congress-reviewer", "performance-officer", "budget-officer");
        paper.sendBack("congress-reviewer", "1.1", "DRAFTER", "0");
        moves("1.1", "drafter", "congress-reviewer", "section-head");
    }

    @Test
    void whoWroteOrDecidedItIsNotAskedToReviewIt() {
        paper.edit("deputy", "1.1", Document.paragraphs("副局长写的"));
        paper.submit("drafter", "1.1", "1.2");
        assertThat(task("deputy", "1.1")).isEmpty();
        assertThat(task("deputy", "1.2")).isPresent();
        paper.approve("deputy", "1.2");
        assertThat(task("deputy", "1.2")).isEmpty();
    }

    @Test
    void aTargetToRuleOnWaitsForFinanceWithWhatIsAskedFor() {
        Client.Answer asked =
                paper.post(
                        "drafter",
                        "/indicators/ind-01/revisions",
                        Document.of(
                                "target", Document.target("2600"), "reason", "调整", "basis", "文件"));
        String revision = asked.body().path("revisionId").asString();
        JsonNode task = task("performance-officer", "1.1").orElseThrow();
        assertThat(task.at("/revision/revisionId").asString()).isEqualTo(revision);
        assertThat(task.at("/revision/proposed/value").asString()).isEqualTo("2600");
        paper.post(
                "performance-officer",
                "/indicators/ind-01/revisions/" + revision + "/approve",
                Document.of());
        assertThat(task("performance-officer", "1.1")).isEmpty();
        assertThat(box("performance-officer", "done")).isNotEmpty();
    }

    @Test
    void whatOneDidIsRememberedAndWhatOneBeganToo() {
        paper.submit("drafter", "1.1");
        paper.approve("section-head", "1.1");
        assertThat(box("drafter", "started")).hasSize(2);
        assertThat(box("drafter", "done")).isEmpty();
        assertThat(box("section-head", "done"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("sectionKey").asString()).isEqualTo("1.1"));
        assertThat(box("section-head", "started")).isEmpty();
        paper.sendBack("director", "1.1", "DRAFTER", "0");
        assertThat(box("director", "done")).hasSize(1);
    }

    @Test
    void anInboxIsReadPageByPage() {
        paper.submit("drafter", "1.1", "1.2");
        String query = "/api/inbox?box=todo&minVersion=" + paper.id() + "@" + paper.version();
        Client head = office.as("section-head");
        List<JsonNode> whole = items(head.get(query + "&limit=500"));
        List<JsonNode> pages = new ArrayList<>();
        Client.Answer page = head.get(query + "&limit=1");
        while (true) {
            assertThat(items(page)).hasSize(1);
            pages.addAll(items(page));
            if (page.body().path("next").isNull()) {
                break;
            }
            page = head.get(query + "&limit=1&cursor=" + page.body().path("next").asString());
        }
        assertThat(pages).isEqualTo(whole).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theBoxOfTasksIsShownUnlessAnotherIsAskedFor() {
        Client drafter = office.as("drafter");
        String seen = "minVersion=" + paper.id() + "@1&limit=500";
        assertThat(drafter.get("/api/inbox?" + seen).bytes())
                .isEqualTo(drafter.get("/api/inbox?box=todo&" + seen).bytes());
        assertThat(drafter.get("/api/inbox?box=&cursor=&minVersion=&limit=").status())
                .isEqualTo(200);
        Expect.problem(drafter.get("/api/inbox?box=spam"), 400, "malformed");
        Expect.problem(drafter.get("/api/inbox?minVersion=" + paper.id()), 400, "malformed");
    }

    /** The task is in the first one's inbox, and in nobody else's. */
    private void moves(String section, String to, String... notTo) {
        assertThat(task(to, section)).as(to).isPresent();
        for (String other : notTo) {
            assertThat(task(other, section)).as(other).isEmpty();
        }
    }

    private Optional<JsonNode> task(String who, String section) {
        return box(who, "todo").stream()
                .filter(item ->
                        section == null
                                ? item.path("sectionKey").isNull()
                                : item.path("sectionKey").asString("").equals(section))
                .findFirst();
    }

    /** Of this report. */
    private List<JsonNode> box(String who, String box) {
        String query =
                "?limit=500&box=" + box + "&minVersion=" + paper.id() + "@" + paper.version();
        return items(office.as(who).get("/api/inbox" + query)).stream()
                .filter(item -> item.path("reportId").asString().equals(paper.id()))
                .toList();
    }

    private static List<JsonNode> items(Client.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
