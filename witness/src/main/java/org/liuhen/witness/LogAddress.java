package org.liuhen.witness;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.liuhen.contracts.ContractJson;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.Tiles;

/** The log, over HTTP. */
final class LogAddress implements Tiles {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 200_000;
    private static final int FOUND = 200;

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).cookieHandler(cookies).build();

    /**
     * A log.
     *
     * @param base where Liuhen is, such as {@code https://liuhen.jiangmen.example}
     */
    LogAddress(URI base) {
        this.base = base;
    }

    Note checkpoint() throws IOException {
        return Note.parse(new String(get("/api/seal/checkpoint"), StandardCharsets.UTF_8));
    }

    @Override
    public byte[] read(TilePath tile) {
        try {
            return get("/api/seal/tile/" + tile);
        } catch (IOException e) {
            throw new Malformed("tile " + tile + " is not to be had: " + e.getMessage());
        }
    }

    /** Hands in a cosigned checkpoint. */
    void handIn(Note cosigned) throws IOException {
        get("/api/session");
        String token =
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .orElseThrow(() -> new IOException("the log sent no XSRF-TOKEN"));
        String body =
                ContractJson.mapper()
                        .createObjectNode()
                        .put("checkpoint", cosigned.toString())
                        .toString();
        send(
                request("/api/seal/cosignatures")
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private byte[] get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE);
    }

    private byte[] send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
            if (answer.statusCode() != FOUND) {
                throw new IOException(
                        "%s answered %d: %s"
                                .formatted(
                                        request.uri(),
                                        answer.statusCode(),
                                        new String(answer.body(), StandardCharsets.UTF_8)));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
