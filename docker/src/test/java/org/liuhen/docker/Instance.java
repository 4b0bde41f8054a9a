package org.liuhen.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.liuhen.database.FreePort;

/** An HTTP server behind the edge, which says its name and remembers what it was asked. */
final class Instance implements AutoCloseable {
    private final String name;
    private final int port = FreePort.next();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile HttpHandler answer = this::sayName;
    private HttpServer server;

    /** What came in. */
    record Asked(String line, Map<String, List<String>> headers, int length) {
        /** The one value of a header; null where there is none. */
        String header(String header) {
            List<String> values = headers.getOrDefault(header, List.of());
            if (values.size() > 1) {
                throw new IllegalStateException(header + " came as " + values);
            }
            return values.isEmpty() ? null : values.getFirst();
        }
    }

    private Instance(String name) {
        this.name = name;
    }

    static Instance started(String name) {
        Instance instance = new Instance(name);
        instance.start();
        return instance;
    }

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No connection is taken from now on. */
    void stop() {
        server.stop(0);
    }

    /** Takes every request and then hangs up, as a process that is killed does. */
    void diesWhenAsked() {
        answer = HttpExchange::close;
    }

    void answersItsName() {
        answer = this::sayName;
    }

    void answers(HttpHandler answer) {
        this.answer = answer;
    }

    List<Asked> asked() {
        return asked;
    }

    Asked lastAsked() {
        return asked.getLast();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(
                new Asked(
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body.length));
        answer.handle(exchange);
    }

    private void sayName(HttpExchange exchange) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = name.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Request-Id", "of-" + name);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        stop();
    }
}
