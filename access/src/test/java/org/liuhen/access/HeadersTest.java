package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;

class HeadersTest {
    private final Client client = Running.shared().client();

    @ParameterizedTest
    @ValueSource(strings = {"/api/session", "/api/me", "/api/nothing"})
    void everyAnswerTellsTheBrowserToTrustNothing(String path) {
        Client.Answer answer = client.get(path);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void whatIsRefusedBeforeTheChainIsKeptByNobodyEither() {
        Client.Answer answer = client.get("/api/me;");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void behindTlsTheCookiesAndTheBrowserStayThere() {
        try (Running service = Running.on(TestDatabase.create(), "liuhen.proxies=127.0.0.1")) {
            Client browser = service.client();
            browser.get("/api/session");
            Client.Answer answer =
                    browser.send(
                            browser.withToken(browser.request("/api/session"))
                                    .header("X-Forwarded-Proto", "https")
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            java.net.http.HttpRequest.BodyPublishers.ofString(
                                                    "{\"username\":\"drafter\",\"password\":\"liuhen-demo\"}")));
            assertThat(answer.status()).isEqualTo(200);
            List<String> cookies = answer.headers().allValues("Set-Cookie");
            assertThat(cookies).hasSize(3).allSatisfy(c -> assertThat(c).contains("Secure"));
            assertThat(answer.header("Strict-Transport-Security")).contains("max-age=");
        }
    }
}
