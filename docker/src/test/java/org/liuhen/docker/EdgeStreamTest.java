package org.liuhen.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server-sent events reach the reader as they come. */
@NeedsNginx
class EdgeStreamTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({"/api/live, false", "/api/inbox/events, true"})
    @Timeout(60)
    void anEventIsReadBeforeTheNextOneIsSent(String path, boolean isSaid) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (Instance query = Instance.started("query");
                Edge edge = Edge.before(List.of(query), List.of(query), directory, Map.of())) {
            query.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                if (isSaid) {
                    exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
                }
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream events = exchange.getResponseBody()) {
                    events.write("data: 1\n\n".getBytes(UTF_8));
                    events.flush();
                    events.write((await(read) ? "data: 2\n\n" : "data: late\n\n").getBytes(UTF_8));
                }
            });
            InputStream answer =
                    Caller.of(edge)
                            .send("GET", path, new byte[0], BodyHandlers.ofInputStream())
                            .body();
            try (BufferedReader events = new BufferedReader(new InputStreamReader(answer, UTF_8))) {
                assertThat(events.readLine()).isEqualTo("data: 1");
                read.countDown();
                assertThat(events.readLine()).isEmpty();
                assertThat(events.readLine()).isEqualTo("data: 2");
            }
        }
    }

    private static boolean await(CountDownLatch read) {
        try {
            return read.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
