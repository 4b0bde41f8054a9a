package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An instance that takes connections and says nothing: stopped with SIGSTOP. Each test has an edge
 * and instances of its own and waits for timeouts of the edge, so they wait side by side.
 */
@NeedsNginx
@Execution(ExecutionMode.CONCURRENT)
class EdgeHangTest {
    private static final String KEY = "5f0c3a0e-6d0b-4f5e-9d0a-3a4d2b1c0e9f";

    @TempDir private Path directory;

    private final Instance well = Instance.started("well");
    private Hanging hanging;
    private Edge edge;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        hanging = Hanging.started("hanging");
        String both = hanging.address() + " " + well.address();
        edge =
                Edge.before(
                        List.of(),
                        List.of(),
                        directory,
                        Map.of("EDGE_COMMAND", both, "EDGE_QUERY", both));
        caller = Caller.of(edge);
    }

    @AfterEach
    void end() {
        edge.close();
        hanging.close();
        well.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reports,",
        "GET, /api/reports?minVersion=3,",
        "GET, /api/seal/checkpoint,",
        "POST, /api/session,",
        "POST, /api/reports, " + KEY,
        "PUT, /api/reports/r/sections/1.1, " + KEY
    })
    void whatMayBeAskedTwiceIsAnsweredByTheOther(String method, String path, String key)
            throws Exception {
        hanging.stop();
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> answer = ask(method, path, key);
            assertThat(answer.body()).isEqualTo("well");
        }
    }

    /** Before it hung it may have carried out what it was sent; nobody is asked a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    @Timeout(60)
    void aCommandWithoutAKeyIsNotAskedTwice(String method) throws Exception {
        hanging.stop();
        HttpResponse<String> first = ask(method, "/api/phrases", null);
        HttpResponse<String> answer =
                first.statusCode() == 200 ? ask(method, "/api/phrases", null) : first;
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
        int wellWasAsked = well.asked().size();
        hanging.goOn();
        await().atMost(Duration.ofSeconds(30)).until(() -> hanging.asked().size() == 1);
        assertThat(well.asked()).hasSize(wellWasAsked);
    }

    @Test
    void oneThatGoesOnIsAskedAgain() throws Exception {
        hanging.stop();
        for (int i = 0; i < 2; i++) {
            assertThat(ask("GET", "/api/reports", null).body()).isEqualTo("well");
        }
        hanging.goOn();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask("GET", "/api/reports", null).body().equals("hanging"));
    }

    /** A file is made first, which may take longer than any reading. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/reports/r/history.csv",
                "/api/reports/r/history.xlsx?sections=1.1",
                "/api/reports/r/report.docx",
                "/api/reports/r/approval-sheet.docx",
                "/api/seal/package/r"
            })
    void whatTakesItsTimeIsWaitedFor(String path) {
        hanging.close(); // no connection is taken, so the other is asked at once
        well.answers(exchange -> {
            passes(Duration.ofSeconds(9));
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("file".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        assertThat(ask("GET", path, null).body()).isEqualTo("file");
    }

    private static void passes(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> ask(String method, String path, String key) {
        return key == null
                ? caller.ask(method, path)
                : caller.ask(method, path, "Idempotency-Key", key);
    }
}
