package org.liuhen.standalone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report that everyone calls everything of: 1.1 waits for the last step of its desk, 1.2 and
 * 1.3 have been returned to the drafter, and a revision of a target of 1.3 is asked for.
 */
final class Subject {
    static final int YEAR = 2050;
    private static final List<String> RETURNED = List.of("1.2", "1.3");

    private final Running office;
    private final Paper paper;
    private String revision = "none";
    private int targets = 2400;

    Subject(Running office) {
        this.office = office;
        this.paper = Paper.open(office, "drafter", document(), (_, _) -> {});
        paper.submit("drafter", "1.1", "1.2", "1.3");
        paper.approve("section-head", "1.1");
        sendBack("section-head");
        ask();
    }

    private static ObjectNode document() {
        ObjectNode document = Document.small("jiangmen-ecology", YEAR);
        document.withArray("sections").addPOJO(Document.section("1.3", "绩效指标"));
        document.at("/indicators/0").asObject().put("section", "1.3");
        return document;
    }

    String report() {
        return paper.id();
    }

    String revision() {
        return revision;
    }

    int round() {
        return paper.section("1.2").path("round").asInt();
    }

    /** The opening of the report. */
    String event() {
        return office.as("auditor")
                .get(paper.path("/history?limit=1"))
                .body()
                .at("/items/0/eventId")
                .asString();
    }

    /** Another than the indicator has, or ever had. */
    Map<String, @Nullable Object> target() {
        targets++;
        return Document.target(Integer.toString(targets));
    }

    /** As it was before somebody was answered. */
    void restore(Call call, Client.Answer answer) {
        if (call.name().endsWith("/revisions")) {
            revision = answer.body().path("revisionId").asString();
        } else if (call.name().contains("/revisions/")) {
            ask();
        }
    }

    void toFinance() {
        settle();
        paper.submit("drafter", "1.2", "1.3");
        paper.approve("section-head", "1.2", "1.3");
        paper.approve("director", "1.1", "1.2", "1.3");
        paper.forward("director");
        paper.approve("budget-officer", "1.1");
        sendBack("budget-officer");
        ask();
    }

    void toCongress() {
        settle();
        throughTheDepartmentAgain();
        paper.approve("budget-officer", "1.2", "1.3");
        paper.approve("performance-officer", "1.1", "1.2", "1.3");
        paper.forward("performance-officer");
        sendBack("congress-reviewer");
        ask();
    }

    void toTheEnd() {
        settle();
        throughTheDepartmentAgain();
        paper.approve("budget-officer", "1.2", "1.3");
        paper.approve("performance-officer", "1.2", "1.3");
        paper.approve("congress-reviewer", "1.1", "1.2", "1.3");
        paper.forward("congress-reviewer");
    }

    private void throughTheDepartmentAgain() {
        paper.submit("drafter", "1.2", "1.3");
        paper.approve("section-head", "1.2", "1.3");
        paper.approve("director", "1.2", "1.3");
    }

    private void sendBack(String who) {
        RETURNED.forEach(section -> paper.sendBack(who, section, "DRAFTER", "0"));
    }

    private void settle() {
        paper.post(
                "drafter",
                "/indicators/ind-01/revisions/" + revision + "/withdraw",
                Document.of("reason", "不再调整"));
    }

    private void ask() {
        Client.Answer asked =
                paper.post(
                        "drafter",
                        "/indicators/ind-01/revisions",
                        Document.of("target", target(), "reason", "情况变化", "basis", "文件"));
        revision = asked.body().path("revisionId").asString();
    }

    JsonNode read() {
        return paper.read("auditor");
    }
}
