package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** What is in the journal, and what need not be: the record has that already. */
class OnRecordTest {
    private static final Paper PAPER = Paper.small();

    private final Running office = Running.shared();
    private final Client auditor = office.as("auditor");

    @BeforeEach
    void awaitThePaper() {
        PAPER.read("auditor");
    }

    @Test
    void anAcceptedCommandWritesNothingToTheJournal() {
        Client drafter = office.as("drafter");
        long before = office.journaled();
        Client.Answer opened =
                drafter.post("/api/reports", Document.small("jiangmen-ecology", office.year()));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(office.journal(PAPER.post("drafter", "/sections/1.1/submit", Document.of())))
                .isEmpty();
        assertThat(office.journaled()).isEqualTo(before);
    }

    @Test
    void aRefusedCommandWritesOneEntry() {
        long before = office.journaled();
        Client.Answer refused =
                PAPER.tryPost("section-head", "/sections/1.1/submit", Document.of());
        Expect.problem(refused, 403, "not-permitted");
        assertThat(office.journal(refused)).containsExactly("not-permitted " + PAPER.id() + " 黄志远");
        assertThat(office.journaled()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', report-viewed",
        "?version=1, report-viewed",
        "/history, history-viewed",
        "/history.csv, history-exported",
        "/history.xlsx, history-exported",
        "/report.docx, report-exported",
        "/approval-sheet.docx?version=1, approvals-exported",
        "/decisions, decisions-viewed",
        "/exceptions, exceptions-viewed",
        "/diff?from=1&to=1, difference-viewed"
    })
    void everyLookAtAReportIsOnRecordOnce(String path, String code) {
        Client.Answer answer = auditor.get(PAPER.path(path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(office.journal(answer)).containsExactly(code + " " + PAPER.id() + " 邓振邦");
    }

    @Test
    void takingAPackageAwayOrAskingForAProofIsOnRecord() {
        Client.Answer exported = auditor.get("/api/seal/package/" + PAPER.id());
        assertThat(exported.status()).isEqualTo(200);
        assertThat(office.journal(exported))
                .containsExactly("package-exported " + PAPER.id() + " 邓振邦");
        String event = auditor.get(PAPER.path("/history")).body().at("/items/0/eventId").asString();
        await().untilAsserted(() -> {
            Client.Answer proof = auditor.get("/api/seal/proof/" + event);
            assertThat(proof.status()).isEqualTo(200);
            assertThat(office.journal(proof)).containsExactly("proof-viewed 邓振邦");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/reports",
                "/api/inbox",
                "/api/session",
                "/api/seal/key",
                "/v3/api-docs"
            })
    void aListIsNoLookAtAReport(String path) {
        Client.Answer answer = auditor.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(office.journal(answer)).isEmpty();
    }

    @Test
    void whoMayNotSeeAReportIsOnRecordWithItsName() {
        Client.Answer hidden = office.as("water-drafter").get(PAPER.path("/history"));
        Expect.problem(hidden, 404, "not-found");
        assertThat(office.journal(hidden)).containsExactly("not-found " + PAPER.id() + " 区嘉欣");
    }

    @Test
    void theAuditAdministratorReadsWhatWasDoneAndRefusedInWords() {
        PAPER.tryPost("section-head", "/sections/1.1/submit", Document.of());
        auditor.get(PAPER.path(""));
        Client.Answer answer =
                office.as("audit-admin").get("/api/journal?limit=2&report=" + PAPER.id());
        assertThat(answer.body().path("items").valueStream().map(OnRecordTest::summary))
                .satisfiesExactly(
                        view ->
                                assertThat(view)
                                        .isEqualTo("江门市审计局邓振邦（财政审计科审计师）查阅了报告（" + PAPER.id() + "）。"),
                        refusal ->
                                assertThat(refusal)
                                        .startsWith("江门市生态环境局黄志远（规划财务科科长）办理“")
                                        .contains("”（报告 " + PAPER.id() + "）被拒绝："));
        assertThat(office.journal(answer)).containsExactly("journal-viewed 马文博");
        for (String other : List.of("drafter", "director", "system-admin", "security-admin")) {
            Expect.problem(office.as(other).get("/api/journal"), 403, "not-permitted");
        }
    }

    private static String summary(JsonNode entry) {
        return entry.path("summary").asString();
    }
}
