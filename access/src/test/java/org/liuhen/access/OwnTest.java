package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** A window that says whose it is does nothing in the name of whoever signed in beside it. */
class OwnTest {
    private static final String PAPER = "{\"title\":null,\"pages\":1,\"lines\":[]}";

    private final Running service = Running.shared();
    private final Client client = service.client().signIn("drafter");
    private final String drafter = id(client);

    @Test
    void whatItsOwnPersonDoesIsDone() {
        assertThat(post("/api/papers", PAPER, drafter).status()).isEqualTo(200);
        assertThat(client.post("/api/papers", PAPER).status()).isEqualTo(200);
    }

    @Test
    void whatAnotherWouldDoIsRefusedBeforeItIsRead() {
        client.signIn("drafter2");
        Client.Answer refused = post("/api/papers", "{", drafter);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("not-permitted");
        assertThat(refused.detail()).contains("本浏览器已由另一人登录").contains("重新登录");
        assertThat(service.journal(refused))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("person_id", id(client))
                                .containsEntry("code", "not-permitted")
                                .containsEntry("detail", refused.detail()));
    }

    @Test
    void nobodyIsSignedOutByAWindowThatIsNotTheirs() {
        client.signIn("drafter2");
        Client.Answer refused = client.send(said("/api/session", drafter).DELETE());
        assertThat(refused.code()).isEqualTo("not-permitted");
        assertThat(client.get("/api/me").status()).isEqualTo(200);
        assertThat(client.send(said("/api/session", id(client)).DELETE()).status()).isEqualTo(204);
        assertThat(client.send(said("/api/session", drafter).DELETE()).status()).isEqualTo(204);
    }

    @Test
    void readingIsNobodysDeed() {
        client.signIn("drafter2");
        assertThat(client.send(said("/api/me", drafter).GET()).status()).isEqualTo(200);
    }

    @Test
    void withoutASessionThatIsWhatIsSaid() {
        client.delete("/api/session");
        assertThat(post("/api/papers", PAPER, drafter).code()).isEqualTo("not-signed-in");
    }

    private Client.Answer post(String path, String body, String person) {
        return client.send(
                said(path, person)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder said(String path, String person) {
        return client.withToken(client.request(path)).header(OwnFilter.HEADER, person);
    }

    private static String id(Client client) {
        return client.get("/api/session").body().at("/user/id").asString();
    }
}
