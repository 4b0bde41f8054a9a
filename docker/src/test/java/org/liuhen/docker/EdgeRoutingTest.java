package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which side is asked, and what it is told of who asks. */
@NeedsNginx
class EdgeRoutingTest {
    @TempDir private static Path directory;

    private static Instance command;
    private static Instance query;
    private static Edge edge;
    private static Caller caller;

    @BeforeAll
    static void start() {
        command = Instance.started("command");
        query = Instance.started("query");
        edge = Edge.before(List.of(command), List.of(query), directory, Map.of());
        caller = Caller.of(edge);
    }

    @AfterAll
    static void stop() {
        edge.close();
        command.close();
        query.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reports?year=2023, query",
        "GET, /api/session, query",
        "GET, /v3/api-docs, query",
        "GET, /actuator/health/readiness, query",
        "GET, /, query",
        "GET, /workbench, query",
        "GET, /api/sealed, query",
        "GET, /api/reports/api/seal/x, query",
        "POST, /api/reports, command",
        "PUT, /api/reports/r/sections/1.1, command",
        "DELETE, /api/session, command",
        "PATCH, /api/reports, command",
        "POST, /, command",
        "GET, /api/seal, command",
        "GET, /api/seal/checkpoint?toCosign=true, command",
        "GET, /api/seal/tile/0/x001/067, command",
        "POST, /api/seal/cosignatures, command",
        "GET, /api/stopped, query",
        "POST, /api/stopped/r/retry, query",
        "POST, /api/stopped/r/skip, query",
        "POST, /api/stoppedd, command",
        "GET, /api/live, query",
        "POST, /api/live, command",
        "GET, /api/lives, query",
        "GET, /api//seal/checkpoint, command",
        "GET, /api/%73eal/checkpoint, command",
        "GET, /api/reports/../seal/checkpoint, command",
    })
    void readingGoesToTheQuerySideAndTheRestToTheCommandSide(
            String method, String path, String side) {
        Instance asked = side.equals("command") ? command : query;
        HttpResponse<String> answer = caller.ask(method, path);
        assertThat(answer.body()).isEqualTo(side);
        assertThat(asked.lastAsked().line())
                .as("passed on as it came")
                .isEqualTo(method + " " + path);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void headIsReadingToo() {
        int before = query.asked().size();
        assertThat(caller.ask("HEAD", "/api/reports").statusCode()).isEqualTo(200);
        assertThat(query.asked()).hasSize(before + 1);
        assertThat(caller.ask("HEAD", "/api/seal/checkpoint").headers().firstValue("X-Request-Id"))
                .contains("of-command");
    }

    @Test
    void anEncodedAddressIsPassedOnAsItCame() {
        String path =
                "/api/reports/%E6%B1%9F%E9%97%A8-2023/sections/2.2%2F1?at=2024-01-01T00%3A00Z";
        caller.ask("GET", path);
        assertThat(query.lastAsked().line()).isEqualTo("GET " + path);
    }

    @Test
    void theServiceLearnsTheClientsAddressAndNothingThatTheClientClaims() {
        caller.ask(
                "GET",
                "/api/session",
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Port",
                "1",
                "X-Forwarded-Prefix",
                "/evil",
                "Forwarded",
                "for=203.0.113.9;proto=https");
        Instance.Asked asked = query.lastAsked();
        assertThat(asked.header("X-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(asked.header("X-forwarded-proto")).isEqualTo("http");
        assertThat(asked.header("Host")).isEqualTo(edge.address().substring("http://".length()));
        assertThat(asked.headers())
                .doesNotContainKeys(
                        "X-forwarded-host", "X-forwarded-port", "X-forwarded-prefix", "Forwarded");
    }

    @Test
    void cookiesKeysAndTokensPassBothWays() {
        command.answers(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "XSRF-TOKEN=a; Path=/");
            exchange.getResponseHeaders().add("Set-Cookie", "LIUHEN_SESSION=b; Path=/; HttpOnly");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        try {
            HttpResponse<String> answer =
                    caller.ask(
                            "POST",
                            "/api/session",
                            "X-XSRF-TOKEN",
                            "t",
                            "Cookie",
                            "XSRF-TOKEN=t",
                            "Idempotency-Key",
                            "k");
            assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2);
            assertThat(command.lastAsked().header("X-xsrf-token")).isEqualTo("t");
            assertThat(command.lastAsked().header("Cookie")).isEqualTo("XSRF-TOKEN=t");
            assertThat(command.lastAsked().header("Idempotency-key")).isEqualTo("k");
        } finally {
            command.answersItsName();
        }
    }

    @Test
    void theLogNamesTheRequestAsTheServiceDid() {
        caller.ask("GET", "/api/reports/logged");
        await().untilAsserted(() ->
                assertThat(edge.accessLog())
                        .filteredOn(line -> line.contains("/api/reports/logged"))
                        .singleElement()
                        .asString()
                        .contains("\"status\":200", "\"requestId\":\"of-query\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {10 << 20, (10 << 20) + (1 << 19)})
    void whatIsNotMuchTooLongTheServiceIsAsked(int length) {
        assertThat(caller.send("PUT", "/api/reports/r", new byte[length]).statusCode())
                .isEqualTo(200);
        assertThat(command.lastAsked().length()).isEqualTo(length);
    }

    @Test
    void whatIsFarTooLongTheEdgeRefusesAsTheServiceWould() {
        int before = command.asked().size();
        HttpResponse<String> answer = caller.send("POST", "/api/reports", new byte[13 << 20]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"too-large\"", "请缩减内容后重试");
        assertThat(command.asked()).hasSize(before);
    }

    @Test
    void whatCannotBeReadIsRefusedAsAProblem() {
        HttpResponse<String> answer = caller.ask("GET", "/api/reports?x=" + "x".repeat(70_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformed\"");
    }

    @Test
    void itsOwnHealthIsNotForOutside() {
        Caller watcher = new Caller(caller.http(), edge.statusAddress());
        assertThat(watcher.ask("GET", "/health").body()).isEqualTo("UP\n");
        assertThat(watcher.ask("GET", "/status").body()).contains("Active connections");
        assertThat(watcher.ask("GET", "/api/reports").statusCode()).isEqualTo(404);
        assertThat(caller.ask("GET", "/status").body()).isEqualTo("query");
    }
}
