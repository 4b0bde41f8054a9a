package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A report on its way from desk to desk, driven over HTTP by its people. */
final class Paper {
    private final Running office;
    private final String id;
    private final BiConsumer<String, Client.Answer> witness;
    private long version;

    private Paper(Running office, Client.Answer opened, BiConsumer<String, Client.Answer> witness) {
        this.office = office;
        this.witness = witness;
        this.id = opened.body().path("reportId").asString();
        this.version = opened.body().path("version").asLong();
    }

    static Paper open(String drafter, ObjectNode document) {
        return open(drafter, document, (_, _) -> {});
    }

    /**
     * Opens it, with someone who is told of everything that is done from the first moment on. Once
     * this returns the report can be read by whoever may.
     */
    static Paper open(
            String drafter, ObjectNode document, BiConsumer<String, Client.Answer> witness) {
        return open(Running.shared(), drafter, document, witness);
    }

    /** The same at an office of its own. */
    static Paper open(
            Running office,
            String drafter,
            ObjectNode document,
            BiConsumer<String, Client.Answer> witness) {
        Client.Answer opened = office.as(drafter).post("/api/reports", document);
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        witness.accept(drafter, opened);
        Paper paper = new Paper(office, opened, witness);
        paper.read(drafter);
        return paper;
    }

    /** A small report of the ecology bureau, of a year of its own. */
    static Paper small() {
        return open("drafter", Document.small("jiangmen-ecology", Running.shared().year()));
    }

    String id() {
        return id;
    }

    long version() {
        return version;
    }

    String path(String more) {
        return "/api/reports/" + id + more;
    }

    /** Tries, and says what was answered. */
    Client.Answer tryPut(String who, String path, Object body) {
        return office.as(who).put(path(path), body);
    }

    Client.Answer tryPost(String who, String path, Object body) {
        return office.as(who).post(path(path), body);
    }

    Client.Answer put(String who, String path, Object body) {
        return done(who, tryPut(who, path, body));
    }

    Client.Answer post(String who, String path, Object body) {
        return done(who, tryPost(who, path, body));
    }

    private Client.Answer done(String who, Client.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        assertThat(answer.body().path("reportId").asString()).isEqualTo(id);
        assertThat(answer.body().path("version").asLong()).isGreaterThanOrEqualTo(version);
        version = answer.body().path("version").asLong();
        witness.accept(who, answer);
        return answer;
    }

    /** As this person reads it, once everything that was done is visible. */
    JsonNode read(String who) {
        Client.Answer answer = office.as(who).get(path("?minVersion=" + version));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    JsonNode section(String key) {
        return member("sections", key);
    }

    JsonNode indicator(String key) {
        return member("indicators", key);
    }

    JsonNode lineItem(String key) {
        return member("lineItems", key);
    }

    private JsonNode member(String list, String key) {
        return read("auditor")
                .path(list)
                .valueStream()
                .filter(each -> each.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    List<String> sections() {
        return read("auditor")
                .path("sections")
                .valueStream()
                .map(section -> section.path("key").asString())
                .toList();
    }

    /** Where a section is: its state, desk and step, as far as it has them. */
    String where(String key) {
        JsonNode section = section(key);
        return String.join(
                        " ",
                        section.path("state").asString(),
                        section.path("desk").asString(""),
                        section.path("step").asString(""))
                .strip();
    }

    String digest(String key) {
        return section(key).path("digest").asString();
    }

    void reply(String who, String section, int item, String text) {
        int round = section(section).path("round").asInt();
        done(who, tryReply(who, section, round, item, text));
    }

    Client.Answer tryReply(String who, String section, int round, int item, String text) {
        return tryPut(
                who,
                "/sections/" + section + "/return-items/" + item + "/reply",
                Document.of("round", round, "text", text));
    }

    void edit(String who, String section, Object blocks) {
        int revision = section(section).path("revision").asInt();
        put(who, "/sections/" + section, Document.of("blocks", blocks, "basedOn", revision));
    }

    void submit(String who, String... sections) {
        for (String section : sections) {
            post(who, "/sections/" + section + "/submit", Document.of("note", "请审核"));
        }
    }

    /** Approves what this person reads now. */
    void approve(String who, String... sections) {
        JsonNode shown = read(who);
        for (String section : sections) {
            post(who, "/sections/" + section + "/approve", approval(shown, section));
        }
    }

    Client.Answer tryApprove(String who, String section) {
        return tryPost(who, "/sections/" + section + "/approve", approval(read(who), section));
    }

    private static Object approval(JsonNode shown, String section) {
        return Document.of("digest", digest(shown, section), "opinion", "同意");
    }

    private static String digest(JsonNode shown, String section) {
        return shown.path("sections")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(section))
                .map(each -> each.path("digest").asString())
                .findFirst()
                .orElseThrow();
    }

    void sendBack(String who, String section, String to, String... refs) {
        post(
                who,
                "/sections/" + section + "/return",
                returning(digest(read(who), section), to, refs));
    }

    static Object returning(String digest, String to, String... refs) {
        List<Object> items = new ArrayList<>();
        for (String ref : refs) {
            items.add(Document.of("ref", ref, "comment", "请核对" + ref));
        }
        return Document.of("digest", digest, "to", to, "reason", "内容须核对", "items", items);
    }

    void forward(String who) {
        post(who, "/forward", Document.of("opinion", "同意报送"));
    }

    /** Through the department, with everything as it is. */
    Paper toFinance() {
        String[] all = sections().toArray(String[]::new);
        submit("drafter", all);
        approve("section-head", all);
        approve("director", all);
        forward("director");
        return this;
    }

    Paper toCongress() {
        String[] all = sections().toArray(String[]::new);
        approve("budget-officer", all);
        approve("performance-officer", all);
        forward("performance-officer");
        return this;
    }

    Paper toTheEnd() {
        approve("congress-reviewer", sections().toArray(String[]::new));
        forward("congress-reviewer");
        return this;
    }
}
