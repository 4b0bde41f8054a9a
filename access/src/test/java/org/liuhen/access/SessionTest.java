package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Running service = Running.shared();
    private final Client client = service.client();

    @Test
    void nobodyIsSignedInAtFirst() {
        Client.Answer answer = client.get("/api/session");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"user\":null}");
        assertThat(client.cookie("XSRF-TOKEN")).isPresent();
        assertThat(client.cookie("LIUHEN_SESSION")).isEmpty();
    }

    @Test
    void whoSignsInIsKnownFromThenOn() {
        Client.Answer answer = client.signIn("deputy", Client.PASSWORD);
        String id = answer.body().path("user").path("id").asString();
        assertThat(answer.text())
                .isEqualTo(
                        """
                        {"user":{"id":"%s","name":"谭敏仪",\
                        "organisation":{"id":"jiangmen-ecology","name":"江门市生态环境局"},\
                        "post":"副局长","roles":["DRAFTER","SECTION_HEAD","DIRECTOR"]}}\
                        """
                                .formatted(id));
        assertThat(client.get("/api/session").text()).isEqualTo(answer.text());
        assertThat(client.get("/api/me").body().path("id").asString()).isEqualTo(id);
    }

    @Test
    void aWrongNameAndAWrongPasswordAreAnsweredInTheSameWords() {
        Client.Answer wrongPassword = client.signIn("drafter", "wrong");
        Client.Answer wrongName = client.signIn("nobody-1", "wrong");
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.code()).isEqualTo("not-signed-in");
        assertThat(withoutRequestId(wrongName)).isEqualTo(withoutRequestId(wrongPassword));
        assertThat(wrongName.headers().map().keySet())
                .isEqualTo(wrongPassword.headers().map().keySet());
        assertThat(client.cookie("LIUHEN_SESSION")).isEmpty();
    }

    @Test
    void signingInAgainStartsAnotherSession() {
        client.signIn("drafter");
        String first = client.cookie("LIUHEN_SESSION").orElseThrow();
        assertThat(sessions(first)).isEqualTo(1);
        client.signIn("director");
        String second = client.cookie("LIUHEN_SESSION").orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(sessions(first)).isZero();
        assertThat(sessions(second)).isEqualTo(1);
    }

    @Test
    void aSessionThatAStrangerHandedOutIsNotTakenUp() {
        client.keep("LIUHEN_SESSION", "11111111-1111-1111-1111-111111111111");
        client.signIn("drafter");
        assertThat(sessions("11111111-1111-1111-1111-111111111111")).isZero();
        assertThat(client.cookie("LIUHEN_SESSION").orElseThrow()).doesNotStartWith("11111111");
    }

    @Test
    void theTokenChangesWithSigningInAndTheAnswerCarriesTheNewOneOnce() {
        client.get("/api/session");
        String before = client.cookie("XSRF-TOKEN").orElseThrow();
        Client.Answer answer = client.signIn("drafter", Client.PASSWORD);
        assertThat(cookies(answer, "XSRF-TOKEN"))
                .singleElement()
                .asString()
                .doesNotContain(before)
                .contains("Path=/", "SameSite=Lax")
                .doesNotContain("HttpOnly", "Secure");
        assertThat(client.delete("/api/session").status()).isEqualTo(204);
    }

    @Test
    void everyLookAtTheSessionCarriesTheValidToken() {
        Client.Answer first = client.get("/api/session");
        Client.Answer second = client.get("/api/session");
        assertThat(cookies(first, "XSRF-TOKEN")).hasSize(1);
        assertThat(cookies(second, "XSRF-TOKEN")).isEqualTo(cookies(first, "XSRF-TOKEN"));
        assertThat(client.signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aTokenFromBeforeSigningInIsOfNoUseAfterwards() {
        client.get("/api/session");
        String before = client.cookie("XSRF-TOKEN").orElseThrow();
        client.signIn("drafter");
        Client.Answer answer =
                client.send(client.request("/api/session").header("X-XSRF-TOKEN", before).DELETE());
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void withoutTheTokenNothingIsDone() {
        client.signIn("drafter");
        Client.Answer answer = client.send(client.request("/api/session").DELETE());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-permitted");
        assertThat(answer.detail()).contains("X-XSRF-TOKEN");
        assertThat(client.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void whoSignsInWithoutTheTokenIsRefusedAndGivenOne() {
        Client.Answer answer =
                client.post("/api/session", "{\"username\":\"drafter\",\"password\":\"x\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(client.cookie("XSRF-TOKEN")).isPresent();
    }

    @Test
    void whoSignsOutIsGoneAndSoIsTheSession() {
        client.signIn("drafter");
        String session = client.cookie("LIUHEN_SESSION").orElseThrow();
        Client.Answer answer = client.delete("/api/session");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(sessions(session)).isZero();
        assertThat(cookies(answer, "LIUHEN_SESSION"))
                .singleElement()
                .asString()
                .contains("Max-Age=0");
        client.keep("LIUHEN_SESSION", session);
        assertThat(client.get("/api/me").status()).isEqualTo(401);
        assertThat(client.signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void signingOutTwiceIsNoFault() {
        client.get("/api/session");
        assertThat(client.delete("/api/session").status()).isEqualTo(204);
        assertThat(client.delete("/api/session").status()).isEqualTo(204);
    }

    @Test
    void theSessionCookieIsKeptFromScriptsAndFromOtherSites() {
        Client.Answer answer = client.signIn("drafter", Client.PASSWORD);
        assertThat(cookies(answer, "LIUHEN_SESSION"))
                .singleElement()
                .asString()
                .contains("Path=/", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure", "Domain");
    }

    @Test
    void readingWithoutASessionMakesNone() {
        assertThat(client.get("/api/request-id").status()).isEqualTo(200);
        assertThat(client.get("/api/me").status()).isEqualTo(401);
        assertThat(client.cookie("LIUHEN_SESSION")).isEmpty();
    }

    @Test
    void aSessionHoldsTheAccountsIdentifierAndNoJavaObject() {
        client.signIn("drafter");
        String id = client.get("/api/me").body().path("id").asString();
        List<String> attributes =
                service.database()
                        .sql(
                                """
                                SELECT convert_from(a.attribute_bytes, 'UTF8')
                                FROM access.session_attributes a
                                JOIN access.session s ON s.primary_id = a.session_primary_id
                                WHERE s.session_id = ?\
                                """)
                        .param(decoded(client.cookie("LIUHEN_SESSION").orElseThrow()))
                        .query(String.class)
                        .list();
        assertThat(attributes).singleElement().asString().matches(id + " \\d+");
    }

    @Test
    void aFormIsNoWayIn() {
        client.get("/api/session");
        Client.Answer answer =
                client.send(
                        client.withToken(client.request("/api/session"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "username=drafter&password=" + Client.PASSWORD)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        for (String path : List.of("/login", "/logout")) {
            assertThat(client.get(path).status()).isEqualTo(401);
        }
    }

    private static String withoutRequestId(Client.Answer answer) {
        return answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    private static List<String> cookies(Client.Answer answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .toList();
    }

    private int sessions(String cookie) {
        return service.database()
                .sql("SELECT count(*) FROM access.session WHERE session_id = ?")
                .param(decoded(cookie))
                .query(Integer.class)
                .single();
    }

    private static String decoded(String cookie) {
        return cookie.contains("-")
                ? cookie
                : new String(java.util.Base64.getDecoder().decode(cookie));
    }
}
