package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** Signing in and out as the contract has it, and what is refused without it. */
class SessionContractTest {
    private static final List<String> ROLES = List.of("DRAFTER", "SECTION_HEAD", "DIRECTOR");

    private final Running office = Running.shared();
    private final Client client = office.client();

    @Test
    void nobodyIsSignedInUntilTheyAre() {
        Client.Answer session = client.get("/api/session");
        assertThat(session.text()).isEqualTo("{\"user\":null}");
        assertThat(client.cookie("XSRF-TOKEN")).isPresent();
        Client.Answer answer = client.signIn("deputy", Client.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode user = answer.body().path("user");
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder("id", "name", "organisation", "post", "roles");
        assertThat(user.at("/organisation/id").asString()).isEqualTo("jiangmen-ecology");
        assertThat(user.path("roles").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(ROLES);
        assertThat(client.get("/api/session").body()).isEqualTo(answer.body());
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void everyAnswerOfASessionCarriesTheTokenThatIsValidFromThenOn() {
        client.get("/api/session");
        String first = client.cookie("XSRF-TOKEN").orElseThrow();
        assertThat(client.get("/api/session").header("Set-Cookie")).startsWith("XSRF-TOKEN=");
        client.signIn("drafter");
        assertThat(client.cookie("XSRF-TOKEN").orElseThrow()).isNotEqualTo(first);
        Client.Answer withoutToken =
                office.client()
                        .send(
                                client.request("/api/session")
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"username\":\"drafter\",\"password\":\"x\"}")));
        Expect.problem(withoutToken, 403, "not-permitted");
    }

    @Test
    void whoSignsOutIsSignedOutAtOnce() {
        client.signIn("drafter");
        String session = client.cookie("LIUHEN_SESSION").orElseThrow();
        assertThat(client.delete("/api/session").status()).isEqualTo(204);
        Client thief = office.client();
        thief.keep("LIUHEN_SESSION", session);
        Expect.problem(thief.get("/api/reports"), 401, "not-signed-in");
        assertThat(thief.get("/api/session").text()).isEqualTo("{\"user\":null}");
    }

    @Test
    void aWrongNameAndAWrongPasswordReadTheSame() {
        Client.Answer password =
                Expect.problem(client.signIn("auditor", "wrong"), 401, "not-signed-in");
        Client.Answer name =
                Expect.problem(
                        client.signIn("nobody-" + UUID.randomUUID(), "wrong"),
                        401,
                        "not-signed-in");
        assertThat(name.detail()).isEqualTo(password.detail());
    }

    @Test
    void whoGuessesOnIsToldToWait() {
        String name = "guesser-" + UUID.randomUUID();
        Client.Answer answer = client.signIn(name, "guess");
        for (int n = 0; n < 10; n++) {
            answer = client.signIn(name, "guess");
        }
        Expect.problem(answer, 429, "too-many-requests");
        assertThat(answer.header("Retry-After")).matches("\\d+");
    }

    @Test
    void withoutSigningInNothingIsReadOrDone() {
        client.get("/api/session");
        for (Client.Answer answer :
                List.of(
                        client.get("/api/reports"),
                        client.get("/api/reports/jiangmen-ecology-2023-overall"),
                        client.get("/api/reports/jiangmen-ecology-2023-overall/history"),
                        client.get("/api/inbox"),
                        client.get("/api/nothing"),
                        client.post("/api/reports", Document.of()),
                        client.post("/api/reports/x/forward", Document.of()))) {
            Expect.problem(answer, 401, "not-signed-in");
        }
    }

    @Test
    void withoutTheTokenOfTheSessionNothingIsDone() {
        Client drafter = office.client().signIn("drafter");
        Paper paper = Paper.small();
        String path = paper.path("/sections/1.1/submit");
        Expect.nothingWritten(() -> {
            for (String token : List.of("", "nonsense", UUID.randomUUID().toString())) {
                HttpRequest.Builder request =
                        drafter.request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"));
                if (!token.isEmpty()) {
                    request.header("X-XSRF-TOKEN", token);
                }
                Expect.problem(drafter.send(request), 403, "not-permitted");
            }
            Expect.problem(
                    drafter.send(drafter.request("/api/session").DELETE()), 403, "not-permitted");
        });
        assertThat(drafter.post(path, Document.of()).status()).isEqualTo(200);
    }

    @Test
    void whetherItIsReadyAnyoneMayAsk() {
        Client.Answer answer = client.get("/actuator/health/readiness");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asString()).isEqualTo("UP");
        Expect.problem(client.get("/actuator/env"), 401, "not-signed-in");
        Expect.problem(office.as("system-admin").get("/actuator/env"), 404, "not-found");
    }
}
