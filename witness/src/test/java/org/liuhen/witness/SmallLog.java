package org.liuhen.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.VerifierKey;

/** A log of fewer than 256 leaves, over HTTP, with whatever may go wrong on the way. */
final class SmallLog implements AutoCloseable {
    SigningKey key = SigningKey.generate("log.example", VerifierKey.Kind.LOG);
    private Succession succession;
    final List<String> cosigned = new ArrayList<>();
    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Fault> faults = new HashMap<>();
    private final HttpServer server;

    /** Answers in the log's stead. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    SmallLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void grow(int more) {
        for (int i = 0; i < more; i++) {
            leaves.add(Hash.leaf(("entry " + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** With its own key, and all tiles made anew. */
    void rewrite(int leaf) {
        leaves.set(leaf, Hash.leaf("rewritten".getBytes(StandardCharsets.UTF_8)));
    }

    void cutTo(int size) {
        leaves.subList(size, leaves.size()).clear();
    }

    /** Another log in this one's place, whose first leaf says so. */
    void succeed(Succession begun, SigningKey by) {
        succession = begun;
        key = by;
        leaves.clear();
        leaves.add(Hash.leaf(begun.entry()));
    }

    /** As it was signed last. */
    Note latest() {
        return Note.parse(checkpoint());
    }

    int size() {
        return leaves.size();
    }

    void on(String path, Fault fault) {
        faults.put(path, fault);
    }

    void allWell() {
        faults.clear();
    }

    static Fault saying(int status, String type, byte[] body) {
        return exchange -> send(exchange, status, type, body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            for (Map.Entry<String, Fault> fault : faults.entrySet()) {
                if (path.startsWith(fault.getKey())) {
                    fault.getValue().answer(exchange);
                    return;
                }
            }
            if (path.equals("/api/seal/checkpoint")) {
                send(exchange, 200, "text/plain", checkpoint().getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith("/api/seal/tile/")) {
                TilePath tile = TilePath.parse(path.substring("/api/seal/tile/".length()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                leaves.subList(0, tile.width()).forEach(leaf -> bytes.writeBytes(leaf.bytes()));
                send(exchange, 200, "application/octet-stream", bytes.toByteArray());
            } else if (path.equals("/api/seal/succession")) {
                send(
                        exchange,
                        succession == null ? 404 : 200,
                        "text/plain",
                        String.valueOf(succession).getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/api/session")) {
                exchange.getResponseHeaders().add("Set-Cookie", "XSRF-TOKEN=x; Path=/");
                send(exchange, 200, "application/json", new byte[0]);
            } else {
                cosigned.add(new String(exchange.getRequestBody().readAllBytes()));
                send(exchange, 200, "application/json", new byte[0]);
            }
        }
    }

    private String checkpoint() {
        Frontier frontier = new Frontier();
        leaves.forEach(frontier::add);
        Checkpoint head = new Checkpoint(key.publicKey().name(), leaves.size(), frontier.root());
        return new Note(head.toString(), List.of(key.sign(head.toString(), Instant.EPOCH)))
                .toString();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
