package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.node.ObjectNode;

/** What is incomplete or contradicts itself: every place to correct is listed in one answer. */
class CorrectionsTest {
    private static final Object NOTHING = Document.of();

    private final Running office = Running.shared();

    @Test
    void everyFaultOfAReportIsListedInOneAnswer() {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        document.put("title", " ");
        document.withArray("sections").addPOJO(Document.section("1.1", ""));
        document.at("/indicators/0").asObject().put("section", "9");
        Expect.nothingWritten(() ->
                Expect.invalid(
                        office.as("drafter").post("/api/reports", document),
                        "title",
                        "sections/2/key",
                        "sections/2/title"));
        Expect.nothingWritten(() ->
                Expect.invalid(
                        office.as("drafter")
                                .post(
                                        "/api/reports",
                                        Document.of("departmentId", "jiangmen-ecology")),
                        "fiscalYear",
                        "type",
                        "title"));
    }

    @Test
    void figuresBelongToASectionAndMoneyToNoCircle() {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        document.at("/indicators/0").asObject().put("section", "9");
        document.at("/indicators/0/target").asObject().put("value", "一百");
        document.at("/lineItems/0").asObject().put("parent", "li-total").put("executed", "1e3");
        Expect.invalid(
                office.as("drafter").post("/api/reports", document),
                "indicators/0/section",
                "indicators/0/target/value",
                "lineItems/0/executed",
                "lineItems/0/parent");
    }

    @Test
    void absenceIsAFactThatIsStoredAndShown() {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        document.at("/indicators/0").asObject().putNull("category").putNull("target");
        document.at("/sections/0").asObject().putNull("printedNumber").putNull("chapter");
        document.at("/lineItems/0").asObject().putNull("unit").putNull("executed");
        Paper paper = Paper.open("drafter", document);
        assertThat(paper.indicator("ind-01").path("target").isNull()).isTrue();
        assertThat(paper.indicator("ind-01").path("category").isNull()).isTrue();
        assertThat(paper.section("1.1").path("chapter").isNull()).isTrue();
        assertThat(paper.lineItem("li-total").path("executed").isNull()).isTrue();
        assertThat(paper.lineItem("li-total").path("executionRate").isNull()).isTrue();
    }

    @Test
    void whatADecisionLacksIsListedPlaceByPlace() {
        Paper paper = Paper.small();
        paper.submit("drafter", "1.1");
        String path = "/sections/1.1/";
        Expect.nothingWritten(() -> {
            Expect.invalid(paper.tryPost("section-head", path + "approve", NOTHING), "digest");
            Expect.invalid(
                    paper.tryPost("section-head", path + "return", NOTHING),
                    "digest",
                    "to",
                    "reason",
                    "items");
            for (String elsewhere : List.of("FINANCE_BUREAU", "DEPARTMENT", "drafter", "")) {
                Expect.invalid(
                        paper.tryPost(
                                "section-head",
                                path + "return",
                                Paper.returning(
                                        paper.digest("1.1"), elsewhere, "7", "ind-99", "li-total")),
                        "to",
                        "items/0/ref",
                        "items/1/ref");
            }
        });
    }

    @Test
    void whatAFigureLacksIsListedPlaceByPlace() {
        Paper paper = Paper.small();
        String actual = "/indicators/ind-01/actual";
        Expect.invalid(paper.tryPut("drafter", actual, actual(null, null)), "explanation");
        Expect.invalid(paper.tryPut("drafter", actual, actual("许多", null)), "value");
        paper.put("drafter", actual, actual("2781", null));
        Expect.invalid(paper.tryPut("drafter", actual, actual("2782", null)), "reason");
        Expect.invalid(paper.tryPost("drafter", "/indicators/ind-01/revisions", NOTHING), "target");
        Expect.invalid(
                paper.tryPost(
                        "drafter",
                        "/indicators/ind-01/revisions",
                        Document.of("target", Document.target("1e9"))),
                "target/value",
                "reason",
                "basis");
        Expect.invalid(
                paper.tryPost("performance-officer", ask(paper) + "/reject", NOTHING), "reason");
        Expect.invalid(
                paper.tryPut(
                        "drafter",
                        "/line-items/li-total",
                        Document.of("initialBudget", "1,00", "executed", "０")),
                "initialBudget",
                "executed");
    }

    private static String ask(Paper paper) {
        Client.Answer asked =
                paper.post(
                        "drafter",
                        "/indicators/ind-01/revisions",
                        Document.of(
                                "target",
                                Document.target("2600"),
                                "reason",
                                "任务数调整",
                                "basis",
                                "上级文件"));
        return "/indicators/ind-01/revisions/" + asked.body().path("revisionId").asString();
    }

    private static Object actual(String value, String explanation) {
        return Document.of("value", value, "unit", "人次", "explanation", explanation);
    }
}
