package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** What an auditor asks of one report, over HTTP. */
class AuditTest {
    private final Running office = Running.shared();
    private final Paper paper = Paper.small();

    @Test
    void whatAnApproverSawIsShownAsItWas() {
        paper.submit("drafter", "1.1");
        String shown = paper.digest("1.1");
        paper.approve("section-head", "1.1");
        paper.sendBack("director", "1.1", "DRAFTER", "0");
        paper.edit("drafter", "1.1", Document.paragraphs("改过"));
        List<JsonNode> decisions = decisions("");
        assertThat(decisions)
                .extracting(d -> d.path("kind").asString())
                .containsExactly("APPROVED", "RETURNED");
        JsonNode approval = decisions.getFirst();
        assertThat(approval.path("digest").asString()).isEqualTo(shown);
        assertThat(approval.path("contentChanged").asBoolean()).isTrue();
        assertThat(approval.path("superseded").asBoolean()).isTrue();
        assertThat(approval.at("/by/role").asString()).isEqualTo("SECTION_HEAD");
        JsonNode then =
                office.as("auditor")
                        .get(paper.path("?version=" + approval.path("shownVersion")))
                        .body();
        assertThat(then.at("/sections/0/digest").asString()).isEqualTo(shown);
        assertThat(then.at("/sections/0/blocks/0/text").asString()).isEqualTo("第一段");
    }

    @Test
    void decisionsGoOnBeingFoundAsTheHistoryGrowsAndArePaged() {
        paper.toFinance();
        assertThat(decisions("")).hasSize(5);
        paper.toCongress().toTheEnd();
        List<JsonNode> whole = decisions("");
        assertThat(whole).hasSize(13);
        assertThat(whole.getLast().path("kind").asString()).isEqualTo("FINALIZED");
        assertThat(decisions("?section=1.1")).hasSize(5);
        List<JsonNode> pages = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page =
                    get("/decisions?limit=3" + (next == null ? "" : "&after=" + next)).body();
            page.path("items").forEach(pages::add);
            next = page.path("next");
        } while (!next.isNull());
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void whatDeservesASecondLookIsPointedOut() {
        paper.put("drafter", "/indicators/ind-01/actual", actual("22.8", null));
        paper.submit("drafter", "1.1");
        paper.approve("section-head", "1.1");
        paper.sendBack("director", "1.1", "DRAFTER", "ind-01");
        paper.put("drafter", "/indicators/ind-01/actual", actual("23.5", "更正"));
        List<JsonNode> findings = items(get("/exceptions?kind=figure-changed-after-approval"));
        assertThat(findings).hasSize(1);
        JsonNode finding = findings.getFirst();
        assertThat(finding.path("sentence").asString()).contains("22.8人次改为23.5人次");
        assertThat(finding.path("related")).hasSize(1);
        assertThat(finding.path("indicator").asString()).isEqualTo("ind-01");
        assertThat(items(get("/exceptions?kind=decided-within-seconds"))).hasSize(2);
        assertThat(items(get("/exceptions?limit=500"))).hasSizeGreaterThanOrEqualTo(3);
        Expect.problem(get("/exceptions?kind=guesses"), 400, "malformed");
    }

    @Test
    void decisionsAreForWhoMaySeeTheReportAndFindingsForAuditors() {
        assertThat(office.as("drafter").get(paper.path("/decisions")).status()).isEqualTo(200);
        Expect.problem(office.as("water-head").get(paper.path("/decisions")), 404, "not-found");
        Expect.problem(office.client().get(paper.path("/decisions")), 401, "not-signed-in");
        for (String who : List.of("drafter", "director", "congress-reviewer", "audit-admin")) {
            Expect.problem(office.as(who).get(paper.path("/exceptions")), 403, "not-permitted");
        }
        Expect.problem(
                office.as("auditor").get("/api/reports/nothing/exceptions"), 404, "not-found");
    }

    private static Object actual(String value, String reason) {
        return Document.of("value", value, "unit", "人次", "explanation", null, "reason", reason);
    }

    private List<JsonNode> decisions(String filter) {
        return items(get("/decisions" + filter));
    }

    private static List<JsonNode> items(Client.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }

    private Client.Answer get(String path) {
        paper.read("auditor");
        return office.as("auditor").get(paper.path(path));
    }
}
