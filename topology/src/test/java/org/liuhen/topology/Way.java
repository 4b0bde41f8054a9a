package org.liuhen.topology;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The way of one report from desk to desk, each step by who may take it. */
final class Way {
    private final People people;
    private final String id;
    private JsonNode report;

    private Way(People people, JsonNode report) {
        this.people = people;
        this.report = report;
        this.id = report.path("reportId").asString();
    }

    static Way open(People people, Object document) {
        return new Way(people, people.of("DRAFTER").carryOut("POST", "/api/reports", document));
    }

    JsonNode report() {
        return report;
    }

    private List<String> sections() {
        return report.path("sections")
                .valueStream()
                .map(section -> section.path("key").asString())
                .toList();
    }

    private JsonNode section(String key) {
        return report.path("sections")
                .valueStream()
                .filter(section -> section.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void step(String role, String method, String path, Object body) {
        report = people.of(role).carryOut(method, "/api/reports/" + id + path, body);
    }

    void edit(String section) {
        step(
                "DRAFTER",
                "PUT",
                "/sections/" + section,
                Map.of(
                        "blocks",
                        List.of(Map.of("kind", "PARAGRAPH", "text", UUID.randomUUID().toString())),
                        "basedOn",
                        section(section).path("revision").asInt()));
    }

    void submit(String section) {
        step("DRAFTER", "POST", "/sections/" + section + "/submit", Map.of("note", "请审核"));
    }

    void approve(String role, String section) {
        step(
                role,
                "POST",
                "/sections/" + section + "/approve",
                Map.of("digest", section(section).path("digest").asString(), "opinion", "同意"));
    }

    /** To its drafter. */
    void sendBack(String role, String section) {
        step(
                role,
                "POST",
                "/sections/" + section + "/return",
                Map.of(
                        "digest",
                        section(section).path("digest").asString(),
                        "to",
                        "DRAFTER",
                        "reason",
                        "内容须核对",
                        "items",
                        List.of(Map.of("ref", "0", "comment", "请核对"))));
    }

    void forward(String role) {
        step(role, "POST", "/forward", Map.of("opinion", "同意报送"));
    }

    /** Through all desks, with everything as it is. */
    void toTheEnd() {
        for (String section : sections()) {
            submit(section);
            approve("SECTION_HEAD", section);
            approve("DIRECTOR", section);
        }
        forward("DIRECTOR");
        for (String section : sections()) {
            approve("BUDGET_OFFICER", section);
            approve("PERFORMANCE_OFFICER", section);
        }
        forward("PERFORMANCE_OFFICER");
        for (String section : sections()) {
            approve("CONGRESS_REVIEWER", section);
        }
        forward("CONGRESS_REVIEWER");
    }
}
