package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see while instances die, and that nothing is done twice because of it. */
@NeedsNginx
class EdgeFailoverTest {
    private static final String KEY = "5f0c3a0e-6d0b-4f5e-9d0a-3a4d2b1c0e9f";

    @TempDir private Path directory;

    private final Instance command1 = Instance.started("command-1");
    private final Instance command2 = Instance.started("command-2");
    private final Instance query1 = Instance.started("query-1");
    private final Instance query2 = Instance.started("query-2");
    private Edge edge;
    private Caller caller;

    @BeforeEach
    void start() {
        edge =
                Edge.before(
                        List.of(command1, command2), List.of(query1, query2), directory, Map.of());
        caller = Caller.of(edge);
    }

    @AfterEach
    void stop() {
        edge.close();
        List.of(command1, command2, query1, query2).forEach(Instance::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void bothInstancesAreAsked(String method) {
        assertThat(
                        List.of(
                                ask(method).body(),
                                ask(method).body(),
                                ask(method).body(),
                                ask(method).body()))
                .contains(method.equals("GET") ? "query-1" : "command-1")
                .contains(method.equals("GET") ? "query-2" : "command-2");
    }

    @ParameterizedTest
    @CsvSource({"GET,", "POST,", "POST, " + KEY, "PUT, " + KEY, "DELETE, " + KEY})
    void whileOneIsAwayTheOtherAnswers(String method, String key) {
        query1.stop();
        command1.stop();
        for (int i = 0; i < 8; i++) {
            assertThat(ask(method, key).body()).endsWith("-2");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,", "HEAD,", "POST, " + KEY, "PUT, " + KEY, "DELETE, " + KEY})
    void whatMayBeAskedTwiceIsAskedOfTheOtherWhenOneDiesOverIt(String method, String key) {
        query1.diesWhenAsked();
        command1.diesWhenAsked();
        for (int i = 0; i < 4; i++) {
            assertThat(ask(method, key).statusCode()).isEqualTo(200);
        }
        assertThat(query1.asked().size() + command1.asked().size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void aCommandWithoutAKeyIsNotAskedTwice(String method) {
        command1.diesWhenAsked();
        command2.diesWhenAsked();
        HttpResponse<String> answer = ask(method);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"unavailable\"", "请稍后重试");
        assertThat(command1.asked().size() + command2.asked().size()).isOne();
    }

    @Test
    void theServicesOwnRefusalsPassAsTheyAre() {
        for (Instance each : List.of(command1, command2)) {
            each.answers(saying(503, "away"));
        }
        for (Instance each : List.of(query1, query2)) {
            each.answers(saying(504, "not yet"));
        }
        for (int i = 0; i < 6; i++) {
            assertThat(ask("POST").body()).isEqualTo("away");
            assertThat(ask("GET").body()).isEqualTo("not yet");
        }
        assertThat(query1.asked()).hasSize(3);
        assertThat(command1.asked()).hasSize(3);
    }

    @Test
    void whileOneIsStillReadingTheOtherAnswers() {
        query1.answers(saying(503, "still reading"));
        for (int i = 0; i < 6; i++) {
            assertThat(ask("GET").body()).isEqualTo("query-2");
        }
        assertThat(query1.asked()).isNotEmpty();
        query2.answers(saying(503, "still reading"));
        for (int i = 0; i < 6; i++) {
            assertThat(ask("GET").statusCode()).isEqualTo(503);
        }
    }

    private static HttpHandler saying(int status, String words) {
        return exchange -> {
            exchange.sendResponseHeaders(status, words.length());
            exchange.getResponseBody().write(words.getBytes());
            exchange.close();
        };
    }

    @Test
    void whenAllAreGoneItSaysSoAndWhenOneIsBackItGoesOn() {
        query1.stop();
        query2.stop();
        assertThat(ask("GET").statusCode()).isEqualTo(503);
        assertThat(ask("GET").body()).contains("\"code\":\"unavailable\"");
        assertThat(ask("POST").statusCode()).isEqualTo(200);
        query2.start();
        await().untilAsserted(() -> assertThat(ask("GET").body()).isEqualTo("query-2"));
    }

    private HttpResponse<String> ask(String method) {
        return ask(method, null);
    }

    private HttpResponse<String> ask(String method, String key) {
        return key == null
                ? caller.ask(method, "/api/reports")
                : caller.ask(method, "/api/reports", "Idempotency-Key", key);
    }
}
