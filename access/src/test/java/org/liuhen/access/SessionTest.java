package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTest {
    private final Client client = Running.shared().client();

    @Test
    void nobodyIsSignedInAtFirst() {
        Client.Answer answer = client.get("/api/session");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"user\":null}");
        assertThat(client.cookie("XSRF-TOKEN")).isPresent();
    }

    @Test
    void whoSignsInIsKnownFromThenOn() {
        Client.Answer answer = client.signIn("deputy", Client.PASSWORD);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(client.get("/api/session").body()).isEqualTo(answer.body());
        assertThat(client.get("/api/me").body().path("name").asString()).isEqualTo("谭敏仪");
    }
}
