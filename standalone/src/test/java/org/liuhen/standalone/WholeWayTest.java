package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the department to the people's congress, and everything that can happen on the way. */
class WholeWayTest {
    private static final String DEPARTMENT = "IN_REVIEW DEPARTMENT SECTION_HEAD";
    private static final String FINANCE = "IN_REVIEW FINANCE_BUREAU BUDGET_OFFICER";
    private static final String CONGRESS = "IN_REVIEW PEOPLES_CONGRESS CONGRESS_REVIEWER";

    private final AsSeen seen = new AsSeen();
    private Paper paper;

    @Test
    void theSampleReportGoesAllTheWayAndEveryEarlierVersionReadsAsItDid() {
        goAllTheWay(Document.ecology(2021));
    }

    @Test
    void theRealReportGoesAllTheWayAndEveryEarlierVersionReadsAsItDid() {
        assumeThat(Document.real(2020)).isPresent();
        goAllTheWay(Document.real(2020).orElseThrow());
    }

    private void goAllTheWay(ObjectNode document) {
        paper = Paper.open("drafter", document, seen::note);
        figuresAreFilledIn();
        aTargetIsRevised();
        sectionsAreWritten();
        theDepartmentReviews();
        theFinanceBureauReviews();
        thePeoplesCongressReviews();
        nothingFollowsTheEnd();
        holdEverythingAgainstWhatWasSeen();
    }

    private void figuresAreFilledIn() {
        paper.put("drafter", "/indicators/ind-08/actual", actual(null, null, "整治任务跨年实施", null));
        paper.put("drafter2", "/indicators/ind-09/actual", actual("98", "%", null, null));
        paper.put("drafter", "/indicators/ind-09/actual", actual("100", "%", null, "统计口径更正"));
        assertThat(paper.indicator("ind-09").path("attainment").asString()).isEqualTo("ATTAINED");
        assertThat(paper.indicator("ind-08").path("attainment").asString())
                .isEqualTo("UNVERIFIABLE");
        paper.put("drafter", "/line-items/li-total", money("7,968.73", "8,004.00", "6,771.02"));
        assertThat(paper.lineItem("li-total").path("adjustedBudget").asString())
                .isEqualTo("8,004.00");
    }

    private void aTargetIsRevised() {
        ruled("reject", "performance-officer", ask("drafter2", "ind-17"));
        ruled("withdraw", "drafter", ask("drafter", "ind-17"));
        String revision = ask("drafter2", "ind-17");
        assertThat(paper.indicator("ind-17").at("/target/value").asString()).isEqualTo("35");
        ruled("approve", "performance-officer", revision);
        JsonNode indicator = paper.indicator("ind-17");
        assertThat(indicator.at("/target/value").asString()).isEqualTo("30");
        assertThat(indicator.at("/originalTarget/value").asString()).isEqualTo("35");
        assertThat(indicator.path("revisions").findValuesAsString("status"))
                .containsExactly("REJECTED", "WITHDRAWN", "APPROVED");
    }

    private void sectionsAreWritten() {
        paper.edit("drafter2", "2.1", Document.paragraphs("自评得分97分，等级为优。", "自评过程公开。"));
        paper.edit("drafter", "2.1", Document.paragraphs("概述", "自评得分97分，等级为优。"));
        paper.edit(
                "drafter",
                "4",
                List.of(
                        Document.of("kind", "HEADING", "text", "1、上年度问题"),
                        Document.of("kind", "PARAGRAPH", "text", "已全部整改。")));
        List<String> all = paper.sections();
        assertThat(all).hasSize(10);
        paper.submit("drafter", all.subList(0, 9).toArray(String[]::new));
        paper.submit("drafter2", "4");
        paper.post("drafter", "/sections/3/withdraw", Document.of("reason", "补充一段"));
        assertThat(paper.where("3")).isEqualTo("DRAFT");
        paper.edit("drafter", "3", Document.paragraphs("本部门无其他自评情况。"));
        paper.submit("drafter", "3");
    }

    private void theDepartmentReviews() {
        assertThat(paper.tryPost("director", "/forward", Document.of("opinion", null)).code())
                .isEqualTo("wrong-state");
        paper.sendBack("section-head", "2.2", "DRAFTER", "0", "ind-02", "li-project.1");
        assertThat(paper.where("2.2")).isEqualTo("RETURNED");
        assertThat(paper.section("2.2").path("returnItems").size()).isEqualTo(3);
        String revision = ask("drafter", "ind-02");
        paper.submit("drafter2", "2.2");
        paper.approve("section-head", "2.2");
        long before = paper.version();
        ruled("approve", "performance-officer", revision);
        assertThat(paper.version()).as("review starts anew").isEqualTo(before + 2);
        assertThat(paper.where("2.2")).isEqualTo(DEPARTMENT);
        rework("1.4", "section-head", "li-total");
        String[] all = paper.sections().toArray(String[]::new);
        paper.approve("section-head", all);
        rework("2.4", "director", "0");
        paper.approve("section-head", "2.4");
        paper.approve("director", all);
        assertThat(paper.where("1.1")).isEqualTo("APPROVED DEPARTMENT");
        hiddenFrom("budget-officer", "performance-officer", "congress-reviewer");
        paper.forward("director");
        allAre(FINANCE);
        hiddenFrom("congress-reviewer");
    }

    private void theFinanceBureauReviews() {
        paper.approve("budget-officer", "1.1", "1.3");
        paper.sendBack("budget-officer", "1.2", "DEPARTMENT", "0");
        assertThat(paper.where("1.2")).isEqualTo(DEPARTMENT);
        throughDepartmentAgain("1.2");
        paper.approve("budget-officer", "1.2", "1.4", "2.1", "2.2", "2.3", "2.4", "3", "4");
        assertThat(paper.where("1.2")).isEqualTo("IN_REVIEW FINANCE_BUREAU PERFORMANCE_OFFICER");
        rework("2.3", "performance-officer", "1");
        throughDepartmentAgain("2.3");
        assertThat(paper.where("1.1")).as("the others keep their approvals").contains("PERFORM");
        paper.approve("budget-officer", "2.3");
        paper.approve("performance-officer", paper.sections().toArray(String[]::new));
        assertThat(paper.where("2.3")).isEqualTo("APPROVED FINANCE_BUREAU");
        hiddenFrom("congress-reviewer");
        paper.forward("performance-officer");
        allAre(CONGRESS);
    }

    private void thePeoplesCongressReviews() {
        paper.approve("congress-reviewer", "1.2");
        paper.sendBack("congress-reviewer", "1.1", "FINANCE_BUREAU", "0");
        assertThat(paper.where("1.1")).isEqualTo(FINANCE);
        throughFinanceAgain("1.1");
        paper.sendBack("congress-reviewer", "2.1", "DEPARTMENT", "1");
        throughDepartmentAgain("2.1");
        throughFinanceAgain("2.1");
        rework("4", "congress-reviewer", "0");
        throughDepartmentAgain("4");
        throughFinanceAgain("4");
        assertThat(paper.where("1.2")).isEqualTo("APPROVED PEOPLES_CONGRESS");
        List<String> rest =
                paper.sections().stream().filter(section -> !section.equals("1.2")).toList();
        paper.approve("congress-reviewer", rest.toArray(String[]::new));
        paper.forward("congress-reviewer");
        allAre("CLEARED");
        assertThat(paper.read("auditor").path("stage").asString()).isEqualTo("FINAL");
        assertThat(paper.section("1.1").path("opinions").size())
                .as("approvals before a return stay in history")
                .isEqualTo(8);
    }

    private void nothingFollowsTheEnd() {
        Object edit = Document.of("blocks", Document.paragraphs("x"), "basedOn", 1);
        assertThat(
                        List.of(
                                paper.tryPut("drafter", "/sections/1.2", edit),
                                paper.tryPost("drafter", "/sections/1.2/submit", Document.of()),
                                paper.tryPost("drafter", "/sections/1.2/withdraw", Document.of()),
                                paper.tryReply("drafter", "1.2", 1, 0, "x"),
                                paper.tryApprove("congress-reviewer", "1.2"),
                                paper.tryPut(
                                        "drafter",
                                        "/indicators/ind-09/actual",
                                        actual("1", "%", null, "x")),
                                paper.tryPut(
                                        "drafter", "/line-items/li-total", money("1", "1", "1")),
                                paper.tryPost("congress-reviewer", "/forward", Document.of())))
                .extracting(Client.Answer::code)
                .containsOnly("wrong-state");
    }

    private void holdEverythingAgainstWhatWasSeen() {
        seen.everyVersionReadsAsItDid();
        List<JsonNode> history = seen.history("auditor", 7);
        assertThat(seen.history("drafter", 500)).isEqualTo(history);
        seen.theTrailIsWhole(history);
        seen.everyMomentReadsAsItDid(history);
        seen.everyChangeConnectsTwoVersions(history);
        seen.anyTwoVersionsDifferByWhatTheDiffSays(2023);
        seen.strangersNeverSeeIt();
    }

    /** Sent back to be written again, and handed in anew. */
    private void rework(String section, String reviewer, String ref) {
        int round = paper.section(section).path("round").asInt();
        paper.sendBack(reviewer, section, "DRAFTER", ref);
        assertThat(paper.where(section)).isEqualTo("RETURNED");
        assertThat(paper.section(section).path("round").asInt()).isEqualTo(round + 1);
        paper.reply("drafter", section, 0, "已按意见修改");
        paper.edit("drafter", section, Document.paragraphs("按意见修改：" + section));
        paper.submit("drafter", section);
        assertThat(paper.where(section)).isEqualTo(DEPARTMENT);
    }

    /** Walks the department's steps again and comes to the next desk by itself. */
    private void throughDepartmentAgain(String section) {
        paper.approve("section-head", section);
        paper.approve("director", section);
        assertThat(paper.where(section)).isEqualTo(FINANCE);
    }

    private void throughFinanceAgain(String section) {
        paper.approve("budget-officer", section);
        paper.approve("performance-officer", section);
        assertThat(paper.where(section)).isEqualTo(CONGRESS);
    }

    private void allAre(String where) {
        assertThat(paper.sections()).allSatisfy(s -> assertThat(paper.where(s)).isEqualTo(where));
    }

    private void hiddenFrom(String... people) {
        for (String person : people) {
            Client.Answer answer = Running.shared().as(person).get(paper.path(""));
            assertThat(answer.status()).as(person + answer).isEqualTo(404);
        }
    }

    private String ask(String who, String indicator) {
        Client.Answer answer =
                paper.post(
                        who,
                        "/indicators/" + indicator + "/revisions",
                        Document.of(
                                "target",
                                Document.of(
                                        "operator",
                                        "LE",
                                        "value",
                                        "30",
                                        "unit",
                                        "微克/立方米",
                                        "text",
                                        "不大于30微克/立方米"),
                                "reason",
                                "计量单位误写",
                                "basis",
                                "GB 3095-2012"));
        return "/indicators/"
                + indicator
                + "/revisions/"
                + answer.body().path("revisionId").asString();
    }

    private void ruled(String how, String who, String revision) {
        paper.post(who, revision + "/" + how, Document.of("reason", "理由"));
    }

    private static Object actual(String value, String unit, String explanation, String reason) {
        return Document.of(
                "value", value, "unit", unit, "explanation", explanation, "reason", reason);
    }

    private static Object money(String initial, String adjusted, String executed) {
        return Document.of(
                "initialBudget",
                initial,
                "adjustedBudget",
                adjusted,
                "executed",
                executed,
                "reason",
                "调整预算");
    }
}
