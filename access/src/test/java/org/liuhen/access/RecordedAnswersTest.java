package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule wants on record is there before anybody has read it. */
class RecordedAnswersTest {
    private final Running service = Running.shared();
    private final Client client = service.client().signIn("auditor");

    @ParameterizedTest
    @ValueSource(strings = {"json", "text", "bytes", "file", "later"})
    void whateverIsShownIsOnRecordOnceWithWhoSawIt(String how) {
        Client.Answer answer = client.get("/api/shown/" + how + "/report-7");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(service.journal(answer))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("code", "report-viewed")
                                .containsEntry("report_id", "report-7")
                                .containsEntry("person_name", "邓振邦")
                                .containsEntry("organisation_name", "江门市审计局")
                                .containsEntry("asked", "翻看样品")
                                .containsEntry("method", "GET")
                                .containsEntry("status", 200)
                                .containsEntry("detail", null));
    }

    @Test
    void itIsOnRecordBeforeTheBodyIsWritten() {
        assertThat(client.get("/api/shown/json/report-7").text()).isEqualTo("1");
    }

    @Test
    void aLookWithoutTheBodyIsALook() {
        Client.Answer answer = client.send(client.request("/api/shown/text/report-7").HEAD());
        assertThat(service.journal(answer))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("method", "HEAD"));
    }

    @Test
    void aPartOfItIsALook() {
        Client.Answer answer =
                client.send(
                        client.request("/api/shown/file/report-7")
                                .setHeader("Accept", "*/*")
                                .header("Range", "bytes=0-1")
                                .GET());
        assertThat(answer.status()).isEqualTo(206);
        assertThat(service.journal(answer))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", 206));
    }

    @ParameterizedTest
    @CsvSource({"empty-handed,404,0", "broken,500,0", "refused,422,0"})
    void whatIsNotShownIsNotRecordedAsShown(String how, int status, int entries) {
        Client.Answer answer = client.get("/api/shown/" + how + "/report-7");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(service.journal(answer)).hasSize(entries);
    }

    @Test
    void whatIsHiddenIsOnRecordAsRefusedAndNotAsShown() {
        assertThat(service.journal(client.get("/api/shown/hidden/report-7")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("code", "not-found"));
    }

    @Test
    void whoMayNotLookIsOnRecordOnceAsRefusedWithTheReport() {
        assertThat(service.journal(service.client().get("/api/shown/json/report-7")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("code", "not-signed-in")
                                .containsEntry("report_id", "report-7"));
    }

    @Test
    void aReportNobodyCouldHaveNamedIsRecordedHarmlessly() {
        Client.Answer answer = client.get("/api/shown/text/" + "x".repeat(5_000));
        assertThat(service.journal(answer).getFirst().get("report_id").toString()).hasSize(500);
        Client.Answer hostile = client.get("/api/shown/text/'%22%3C%C3%9F");
        assertThat(service.journal(hostile).getFirst()).containsEntry("report_id", "'\"<ß");
    }
}
