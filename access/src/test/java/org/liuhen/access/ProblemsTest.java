package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.workflow.RefusalCode;

class ProblemsTest {
    private final Running service = Running.shared();
    private final Client client = service.client().signIn("drafter");

    @Test
    void aRefusalOfTheRulesIsAProblemWithWhatToCorrect() {
        Client.Answer answer = client.get("/api/failing/refused");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text())
                .isEqualTo(
                        """
                        {"type":"urn:liuhen:problem:invalid","title":"内容不符合要求","status":422,\
                        "detail":"请按提示改正后再提交：键不能为空","code":"invalid","requestId":"%s",\
                        "errors":[{"path":"sections/0/key","message":"键不能为空"}]}\
                        """
                                .formatted(answer.header("X-Request-Id")));
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void aServiceMayThrowAProblemOfItsOwn() {
        Client.Answer answer = client.get("/api/failing/problem");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("key-reused");
        assertThat(answer.detail()).isEqualTo("请换一个幂等键。");
        assertThat(answer.body().has("errors")).isFalse();
    }

    @Test
    void aRefusalWrappedByAFrameworkIsStillARefusal() {
        assertThat(client.get("/api/failing/wrapped").code()).isEqualTo("invalid");
    }

    @Test
    void whatIsAnsweredLaterIsAnsweredAlike() {
        assertThat(client.get("/api/later/now").body().path("name").asString()).isEqualTo("陈晓岚");
        Client.Answer answer = client.getOnce("/api/later/never");
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("not-yet-visible");
        assertThat(service.client().get("/api/later/now").status()).isEqualTo(401);
    }

    @Test
    void whatNobodyForesawTellsANumberAndNothingElse() {
        Client.Answer answer = client.get("/api/failing/unforeseen");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal");
        assertThat(answer.detail()).contains(answer.header("X-Request-Id"));
        assertThat(answer.text()).doesNotContain("secret", "Exception", "jdbc");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/papers/seven, “number”",
        "/api/papers/99999999999, “number”",
        "/api/papers/1?page=x, “page”",
        "/api/papers/1?page=%00, 不允许的字符",
        "/api/papers/1?page=1%0A, 不允许的字符",
        "/api/papers/%00, 不允许的字符",
        "/api/papers/..%2fme, 不允许的字符",
        "/api/%c0%ae%c0%ae/me, 不允许的字符",
        "/api//me, 不允许的字符",
        "/api/me;x=1, 不允许的字符",
        "/api/papers/1?page=%ED%A0%80, 不允许的字符",
        "/api/papers/1?page=%FF, 不允许的字符",
        "/api/papers/1?=, 不允许的字符",
    })
    void anAddressThatCannotBeReadIsMalformed(String path, String said) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        assertThat(answer.detail()).contains(said);
        assertThat(answer.body().path("requestId").asString())
                .isEqualTo(answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense", "image/*;q=0.1"})
    void whateverAClientWouldAcceptAProblemIsJson(String accept) {
        Client.Answer answer =
                client.send(
                        java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(
                                                "http://localhost:"
                                                        + service.port()
                                                        + "/api/papers/audited"))
                                .header("Accept", accept)
                                .GET());
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.status()).isIn(400, 403);
    }

    @Test
    void everyRequestHasItsOwnNumberAndTheClientCannotChooseIt() {
        Client.Answer answer =
                client.send(client.request("/api/request-id").header("X-Request-Id", "mine").GET());
        assertThat(answer.body().path("value").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(java.util.UUID.fromString(answer.header("X-Request-Id")).version()).isEqualTo(7);
        assertThat(client.get("/api/request-id").header("X-Request-Id"))
                .isGreaterThan(answer.header("X-Request-Id"));
    }

    @Test
    void everyRefusalOfTheRulesKeepsItsCode() {
        for (RefusalCode code : RefusalCode.values()) {
            assertThat(ProblemCode.of(code).text()).isEqualTo(code.text());
        }
    }

    @Test
    void theCodesAreThoseOfTheContract() {
        List<String> codes =
                Arrays.stream(ProblemCode.values()).map(c -> c.text() + " " + c.status()).toList();
        assertThat(codes)
                .contains(
                        "not-signed-in 401",
                        "not-permitted 403",
                        "not-found 404",
                        "malformed 400",
                        "invalid 422",
                        "wrong-state 409",
                        "stale-content 409",
                        "edit-conflict 409",
                        "report-exists 409",
                        "segregation-of-duties 403",
                        "key-reused 422",
                        "too-large 413",
                        "too-many-requests 429",
                        "disk-full 507");
    }
}
