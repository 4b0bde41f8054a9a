package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Client client = Running.shared().client();

    @Test
    void aBodyUpToTheLimitIsAtHandByteForByte() {
        client.signIn("drafter");
        assertThat(client.post("/api/body-length", text(LARGEST)).text()).isEqualTo("" + LARGEST);
        assertThat(client.post("/api/body-length", chunked(LARGEST)).text())
                .isEqualTo("" + LARGEST);
        assertThat(client.post("/api/body-length", null).text()).isEqualTo("0");
    }

    @Test
    void oneByteMoreIsTooLargeHoweverItIsSent() {
        client.signIn("drafter");
        for (Object body : new Object[] {text(LARGEST + 1), chunked(LARGEST + 1)}) {
            Client.Answer answer = client.post("/api/body-length", body);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("too-large");
            assertThat(answer.detail()).contains("10 MiB");
        }
        assertThat(client.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void aLargeFormIsNoWayAroundTheLimit() {
        client.signIn("drafter");
        Client.Answer answer =
                client.send(
                        client.withToken(client.request("/api/papers"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(chunked(LARGEST + 1)));
        assertThat(answer.status()).isIn(400, 413);
        Client.Answer withoutToken =
                client.send(
                        client.request("/api/papers")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(chunked(3 * 1024 * 1024)));
        assertThat(withoutToken.status()).isEqualTo(403);
    }

    @Test
    void strangersMaySendAPasswordAndNotABook() {
        client.get("/api/session");
        assertThat(client.post("/api/session", chunked(16 * 1024 + 1)).status()).isEqualTo(413);
        assertThat(client.post("/api/papers", chunked(LARGEST + 1)).status()).isEqualTo(401);
    }

    private static BodyPublisher chunked(int length) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text(length)));
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) ' ');
        return text;
    }
}
