package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS by two settings, and a proxy of the site's own in front. */
@NeedsNginx
class EdgeTlsTest {
    @TempDir private Path directory;

    @Test
    void withACertificateAndItsKeyItAnswersOverTlsOnly() throws Exception {
        Certificate certificate = Certificate.madeIn(directory);
        Path screens = Files.createDirectory(directory.resolve("screens"));
        Files.writeString(screens.resolve("index.html"), "page");
        try (Instance service = Instance.started("service");
                Edge edge =
                        Edge.before(
                                List.of(service),
                                List.of(service),
                                directory,
                                Map.of(
                                        "EDGE_CERTIFICATE",
                                        certificate.file().toString(),
                                        "EDGE_CERTIFICATE_KEY",
                                        certificate.key().toString(),
                                        "EDGE_SCREENS",
                                        screens.toString()));
                HttpClient trusting =
                        HttpClient.newBuilder().sslContext(certificate.trusted()).build()) {
            Caller secure = new Caller(trusting, edge.secureAddress());
            HttpResponse<String> answer = secure.ask("GET", "/api/session");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(service.lastAsked().header("X-forwarded-proto")).isEqualTo("https");
            assertThat(service.lastAsked().header("Host")).startsWith("localhost:");
            assertThat(secure.ask("GET", "/").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();

            int asked = service.asked().size();
            HttpResponse<String> plain = Caller.of(edge).ask("POST", "/api/session?x=1");
            assertThat(plain.statusCode()).isEqualTo(308);
            assertThat(plain.headers().firstValue("Location"))
                    .contains(edge.address().replace("http:", "https:") + "/api/session?x=1");
            assertThat(service.asked()).hasSize(asked);
        }
    }

    @Test
    void onlyAProxyOfTheSiteIsBelievedWhomItSpeaksFor() {
        try (Instance service = Instance.started("service");
                Edge trusting = before(service, "127.0.0.0/8 10.9.0.0/16", "trusting");
                Edge other = before(service, "10.9.0.0/16", "other")) {
            String[] claims = {
                "X-Forwarded-For", "203.0.113.9, 10.9.1.1", "X-Forwarded-Proto", "https"
            };
            Caller.of(trusting).ask("GET", "/api/session", claims);
            assertThat(service.lastAsked().header("X-forwarded-for")).isEqualTo("203.0.113.9");
            assertThat(service.lastAsked().header("X-forwarded-proto")).isEqualTo("https");
            Caller.of(other).ask("GET", "/api/session", claims);
            assertThat(service.lastAsked().header("X-forwarded-for")).isEqualTo("127.0.0.1");
            assertThat(service.lastAsked().header("X-forwarded-proto")).isEqualTo("http");
        }
    }

    private Edge before(Instance service, String trusted, String name) {
        try {
            return Edge.before(
                    List.of(service),
                    List.of(service),
                    Files.createDirectory(directory.resolve(name)),
                    Map.of("EDGE_TRUSTED_PROXIES", trusted));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
