package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;

/** Every refusal of the contract, asked for by people who know no better. */
class ContractTest {
    private static final Object NOTHING = Document.of();

    private final Running office = Running.shared();

    @Test
    void aReportIsMadeAtThePlaceItsAnswerSays() {
        int year = office.year();
        Client.Answer opened =
                office.as("drafter").post("/api/reports", Document.small("jiangmen-ecology", year));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().propertyNames()).containsExactly("reportId", "version");
        assertThat(opened.body().path("version").asLong()).isOne();
        String id = opened.body().path("reportId").asString();
        assertThat(opened.header("Location")).isEqualTo("/api/reports/" + id);
        assertThat(office.as("drafter").get(opened.header("Location") + "?minVersion=1").status())
                .isEqualTo(200);
        Expect.nothingWritten(() ->
                Expect.problem(
                        office.as("drafter2")
                                .post("/api/reports", Document.small("jiangmen-ecology", year)),
                        409,
                        "report-exists"));
    }

    @Test
    void aRevisionIsMadeAtAPlaceOfItsOwn() {
        Paper paper = Paper.small();
        Client.Answer asked =
                paper.tryPost("drafter", "/indicators/ind-01/revisions", revision("2600"));
        assertThat(asked.status()).isEqualTo(201);
        String revision = asked.body().path("revisionId").asString();
        assertThat(revision).isNotEmpty();
        assertThat(asked.body().propertyNames())
                .containsExactly("reportId", "version", "revisionId");
        assertThat(asked.header("Location")).startsWith(paper.path("")).contains(revision);
        assertThat(office.as("drafter").get(asked.header("Location").split("#")[0]).status())
                .isEqualTo(200);
    }

    @Test
    void whoMayNotSeeAReportIsNotToldThatThereIsOne() {
        Paper paper = Paper.small();
        paper.submit("drafter", "1.1");
        String digest = paper.digest("1.1");
        Object approval = Document.of("digest", digest, "opinion", "同意");
        Object edit = Document.of("blocks", Document.paragraphs("改"), "basedOn", 1);
        List<String> people =
                List.of(
                        "water-drafter",
                        "water-head",
                        "water-director",
                        "budget-officer",
                        "performance-officer",
                        "congress-reviewer",
                        "system-admin",
                        "security-admin",
                        "audit-admin");
        people.forEach(office::as);
        Expect.nothingWritten(() -> {
            // each waits as long for a version to come as it would for a report there is not
            atOnce(
                    people,
                    person -> {
                        Client stranger = office.as(person);
                        List<Client.Answer> refused =
                                List.of(
                                        stranger.get(paper.path("")),
                                        stranger.get(paper.path("?version=1")),
                                        stranger.get(paper.path("?minVersion=1")),
                                        stranger.get(paper.path("/history")),
                                        stranger.get(paper.path("/diff?from=1&to=2")),
                                        paper.tryPut(person, "/sections/1.2", edit),
                                        paper.tryPost(person, "/sections/1.1/approve", approval),
                                        paper.tryPost(person, "/forward", NOTHING));
                        refused.forEach(answer -> Expect.problem(answer, 404, "not-found"));
                        Client.Answer nowhere =
                                stranger.get("/api/reports/jiangmen-ecology-1999-overall");
                        assertThat(refused.getFirst().detail())
                                .as("hidden reads as absent")
                                .isEqualTo(nowhere.detail());
                    });
        });
    }

    private static void atOnce(List<String> people, Consumer<String> what) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            people.stream()
                    .map(person -> CompletableFuture.runAsync(() -> what.accept(person), each))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Test
    void whatIsNotInTheReportIsNotFound() {
        Paper paper = Paper.small();
        Object edit = Document.of("blocks", Document.paragraphs("改"), "basedOn", 1);
        String nowhere = "/indicators/ind-01/revisions/0193a3a0-0000-7000-8000-000000000000";
        for (Client.Answer answer :
                List.of(
                        paper.tryPut("drafter", "/sections/9.9", edit),
                        paper.tryPost("drafter", "/sections/9.9/submit", NOTHING),
                        paper.tryPut("drafter", "/indicators/none/actual", actual("1", null)),
                        paper.tryPut("drafter", "/line-items/none", Document.of("executed", "1")),
                        paper.tryPost("drafter", nowhere + "/withdraw", NOTHING),
                        office.as("drafter").get(paper.path("?version=2")),
                        office.as("drafter").get(paper.path("?version=0")),
                        office.as("drafter").get(paper.path("/diff?from=1&to=2")),
                        office.as("drafter").post("/api/reports/none/forward", NOTHING))) {
            Expect.problem(answer, 404, "not-found");
        }
        Expect.problem(
                paper.tryPost("performance-officer", nowhere + "/approve", NOTHING),
                404,
                "not-found");
    }

    @Test
    void whoeverHasNotTheRoleIsNotPermitted() {
        Paper paper = Paper.small();
        paper.submit("drafter", "1.1");
        Object edit = Document.of("blocks", Document.paragraphs("改"), "basedOn", 1);
        Object document = Document.small("jiangmen-ecology", office.year());
        Expect.nothingWritten(() -> {
            for (Client.Answer answer :
                    List.of(
                            office.as("section-head").post("/api/reports", document),
                            office.as("water-drafter").post("/api/reports", document),
                            office.as("system-admin").post("/api/reports", document),
                            paper.tryPut("director", "/sections/1.2", edit),
                            paper.tryPut("auditor", "/sections/1.2", edit),
                            paper.tryPut("director", "/indicators/ind-01/actual", actual("1", "x")),
                            paper.tryPut("auditor", "/line-items/li-total", NOTHING),
                            paper.tryPost("section-head", "/sections/1.2/submit", NOTHING),
                            paper.tryPost("drafter2", "/sections/1.1/withdraw", NOTHING),
                            paper.tryApprove("director", "1.1"),
                            paper.tryApprove("drafter2", "1.1"),
                            paper.tryApprove("auditor", "1.1"),
                            paper.tryPost("section-head", "/forward", NOTHING),
                            paper.tryPost("auditor", "/forward", NOTHING))) {
                Expect.problem(answer, 403, "not-permitted");
            }
        });
    }

    @Test
    void onlyWhoAskedForARevisionWithdrawsItAndOnlyFinanceRulesOnIt() {
        Paper paper = Paper.small();
        String path = ask(paper);
        for (String person : List.of("drafter2", "director", "auditor")) {
            Expect.problem(
                    paper.tryPost(person, path + "/withdraw", NOTHING), 403, "not-permitted");
        }
        for (String person : List.of("drafter", "director", "auditor")) {
            Expect.problem(paper.tryPost(person, path + "/approve", NOTHING), 403, "not-permitted");
        }
        Expect.problem(
                paper.tryPost("budget-officer", path + "/approve", NOTHING), 404, "not-found");
        paper.post("performance-officer", path + "/approve", NOTHING);
        assertThat(paper.indicator("ind-01").at("/target/value").asString()).isEqualTo("2600");
        Expect.problem(paper.tryPost("drafter", path + "/withdraw", NOTHING), 409, "wrong-state");
    }

    @Test
    void whatCannotBeDoneNowIsTheWrongState() {
        Paper paper = Paper.small();
        String asked = ask(paper);
        Expect.problem(
                paper.tryPost("drafter", "/indicators/ind-01/revisions", revision("2700")),
                409,
                "wrong-state");
        paper.post("performance-officer", asked + "/reject", Document.of("reason", "依据不足"));
        paper.submit("drafter", "1.1");
        paper.approve("section-head", "1.1");
        Object edit = Document.of("blocks", Document.paragraphs("改"), "basedOn", 1);
        Expect.nothingWritten(() -> {
            for (Client.Answer answer :
                    List.of(
                            paper.tryPost("performance-officer", asked + "/approve", NOTHING),
                            paper.tryPut("drafter", "/sections/1.1", edit),
                            paper.tryPut("drafter", "/indicators/ind-01/actual", actual("1", "x")),
                            paper.tryPut("drafter", "/line-items/li-total", NOTHING),
                            paper.tryPost("drafter", "/indicators/ind-01/revisions", revision("1")),
                            paper.tryPost("drafter", "/sections/1.1/submit", NOTHING),
                            paper.tryPost("drafter", "/sections/1.1/withdraw", NOTHING),
                            paper.tryPost("drafter", "/sections/1.2/withdraw", NOTHING),
                            paper.tryApprove("section-head", "1.2"),
                            paper.tryPost("director", "/forward", NOTHING))) {
                Expect.problem(answer, 409, "wrong-state");
            }
        });
    }

    @Test
    void aDecisionOnWhatWasShownBeforeIsStale() {
        Paper paper = Paper.small();
        String shown = paper.digest("1.1");
        paper.put("drafter", "/indicators/ind-01/actual", actual("2781", null));
        assertThat(paper.digest("1.1")).isNotEqualTo(shown).startsWith("sha-256:");
        paper.submit("drafter", "1.1");
        Expect.nothingWritten(() -> {
            Expect.problem(
                    paper.tryPost(
                            "section-head",
                            "/sections/1.1/approve",
                            Document.of("digest", shown, "opinion", null)),
                    409,
                    "stale-content");
            Expect.problem(
                    paper.tryPost(
                            "section-head",
                            "/sections/1.1/return",
                            Paper.returning(shown, "DRAFTER", "0")),
                    409,
                    "stale-content");
        });
        paper.approve("section-head", "1.1");
    }

    @Test
    void whoEditsWhatSomebodyElseEditedSinceIsToldWho() {
        Paper paper = Paper.small();
        paper.edit("drafter2", "1.1", Document.paragraphs("林子健改过"));
        Object late = Document.of("blocks", Document.paragraphs("迟来的修改"), "basedOn", 1);
        String other = office.as("drafter2").get("/api/session").body().at("/user/name").asString();
        Expect.nothingWritten(() -> {
            Client.Answer conflict = paper.tryPut("drafter", "/sections/1.1", late);
            assertThat(Expect.problem(conflict, 409, "edit-conflict").detail()).contains(other);
        });
        assertThat(paper.section("1.1").path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void whoSavesARowThatSomebodyElseChangedSinceOverwritesNothing() {
        Paper paper = Paper.small();
        String figure = "/indicators/ind-01/actual";
        String money = "/line-items/li-total";
        Object none = Document.of("value", null, "unit", null, "explanation", null);
        String initial = paper.lineItem("li-total").path("initialBudget").asString();
        String executed = paper.lineItem("li-total").path("executed").asString();
        Object seen =
                Document.of("initialBudget", initial, "adjustedBudget", null, "executed", executed);
        paper.put("drafter2", figure, actual("2781", "年报", none));
        paper.put("drafter2", money, amounts(initial, "7,000", executed, seen));
        long version = paper.version();
        Expect.nothingWritten(() -> {
            Client.Answer conflict = paper.tryPut("drafter", figure, actual("2790", null, none));
            assertThat(Expect.problem(conflict, 409, "edit-conflict").detail()).contains("出动执法人员");
            conflict = paper.tryPut("drafter", money, amounts(initial, null, "1", seen));
            assertThat(Expect.problem(conflict, 409, "edit-conflict").detail()).contains("部门整体支出");
            Expect.problem(
                    paper.tryPut(
                            "drafter",
                            money,
                            Document.of("basedOn", Document.of("total", executed))),
                    400,
                    "malformed");
        });
        paper.put("drafter", figure, actual("2781", "年报", none));
        paper.put("drafter", money, amounts(initial, "7,000", executed, seen));
        assertThat(paper.version()).isEqualTo(version);
        paper.put("drafter", money, Document.of("initialBudget", initial, "executed", "1"));
        assertThat(paper.lineItem("li-total").path("adjustedBudget").isNull())
                .as("without basedOn it is as it was")
                .isTrue();
    }

    @Test
    void nobodyApprovesWhatTheyWroteAndNobodyDecidesTwice() {
        Paper paper = Paper.small();
        paper.edit("deputy", "1.1", Document.paragraphs("副局长写的"));
        paper.submit("drafter", "1.1", "1.2");
        Expect.nothingWritten(() ->
                Expect.problem(paper.tryApprove("deputy", "1.1"), 403, "segregation-of-duties"));
        paper.approve("section-head", "1.1");
        Expect.problem(paper.tryApprove("deputy", "1.1"), 403, "segregation-of-duties");
        paper.approve("deputy", "1.2");
        Expect.problem(paper.tryApprove("deputy", "1.2"), 403, "segregation-of-duties");
        Expect.problem(
                paper.tryPost(
                        "deputy",
                        "/sections/1.2/return",
                        Paper.returning(paper.digest("1.2"), "DRAFTER", "0")),
                403,
                "segregation-of-duties");
        paper.approve("director", "1.1", "1.2");
    }

    private static String ask(Paper paper) {
        Client.Answer asked =
                paper.post("drafter", "/indicators/ind-01/revisions", revision("2600"));
        return "/indicators/ind-01/revisions/" + asked.body().path("revisionId").asString();
    }

    private static Object revision(String value) {
        return Document.of(
                "target", Document.target(value), "reason", "任务数调整", "basis", "粤环函〔2023〕15号");
    }

    private static Object actual(String value, String explanation, Object basedOn) {
        return Document.of(
                "value", value, "unit", "人次", "explanation", explanation, "basedOn", basedOn);
    }

    private static Object amounts(
            String initial, String adjusted, String executed, Object basedOn) {
        return Document.of(
                "initialBudget",
                initial,
                "adjustedBudget",
                adjusted,
                "executed",
                executed,
                "basedOn",
                basedOn);
    }

    private static Object actual(String value, String explanation) {
        return Document.of("value", value, "unit", "人次", "explanation", explanation);
    }
}
