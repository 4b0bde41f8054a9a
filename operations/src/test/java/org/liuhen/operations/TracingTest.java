package org.liuhen.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;

/** Spans go where the setting says, and nowhere without it. */
class TracingTest {
    private static final String SETTING = "management.opentelemetry.tracing.export.otlp.endpoint";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void aRequestIsASpanThatNamesItWhereTheSettingSaysWhereSpansGo() throws IOException {
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    received.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        String address = "http://localhost:" + collector.getAddress().getPort() + "/v1/traces";
        try (Sample service = Sample.start("--" + SETTING + "=" + address)) {
            Client.Answer answer = Client.at(service.port()).get("/api/session");
            await().untilAsserted(() ->
                    assertThat(received)
                            .anySatisfy(spans ->
                                    assertThat(spans)
                                            .contains(
                                                    "sample",
                                                    "http get /api/session",
                                                    answer.header("X-Request-Id"))));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void withoutItNoSpanIsKept() {
        try (Sample service = Sample.start()) {
            assertThat(service.bean(Tracer.class).nextSpan().context().sampled()).isFalse();
        }
    }
}
