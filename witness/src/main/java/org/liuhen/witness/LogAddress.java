package org.liuhen.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liuhen.contracts.ContractJson;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Succession;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.Tiles;

/** The log, over HTTP. */
final class LogAddress implements Tiles {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 200_000;
    private static final int LONGEST_SAID = 300;
    private static final int FOUND = 200;
    private static final int ABSENT = 404;

    private final URI base;
    private final Duration patience;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).cookieHandler(cookies).build();

    /**
     * A log.
     *
     * @param base where Liuhen is, such as {@code https://liuhen.jiangmen.example}
     */
    LogAddress(URI base) {
        this(base, PATIENCE);
    }

    LogAddress(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /**
     * The latest checkpoint, or the one that should be cosigned.
     *
     * @throws IOException where it is not to be had, or what came is no checkpoint
     */
    Note checkpoint(boolean toCosign) throws IOException {
        String text =
                new String(
                        get("/api/seal/checkpoint" + (toCosign ? "?toCosign=true" : "")),
                        StandardCharsets.UTF_8);
        try {
            return Note.parse(text);
        } catch (Malformed e) {
            throw new IOException("收到的不是检查点 / not a checkpoint: " + e.getMessage(), e);
        }
    }

    /**
     * A tile of the log.
     *
     * @throws Malformed where the log says that it has none
     * @throws UncheckedIOException where nothing is said, be it for a fault on the way
     */
    @Override
    public byte[] read(TilePath tile) {
        String path = "/api/seal/tile/" + tile;
        try {
            HttpResponse<byte[]> answer = answer(request(path).GET().build());
            if (answer.statusCode() == ABSENT) {
                throw new Malformed("tile " + tile + " is not there");
            }
            boolean isTile =
                    answer.headers()
                            .firstValue("Content-Type")
                            .filter(type -> type.startsWith("application/octet-stream"))
                            .isPresent();
            if (answer.statusCode() != FOUND || !isTile) {
                throw failed(answer);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the log says of how it began after another; empty where it says that it did not.
     *
     * @throws IOException where nothing is said, or it cannot be read
     */
    Optional<Succession> succession() throws IOException {
        HttpResponse<byte[]> answer = answer(request("/api/seal/succession").GET().build());
        if (answer.statusCode() == ABSENT) {
            return Optional.empty();
        }
        if (answer.statusCode() != FOUND) {
            throw failed(answer);
        }
        try {
            return Optional.of(Succession.parse(new String(answer.body(), StandardCharsets.UTF_8)));
        } catch (Malformed e) {
            throw new IOException("收到的不是另立日志的说明 / not a succession: " + e.getMessage(), e);
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
        return HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + path));
    }

    private byte[] send(HttpRequest request) throws IOException {
        HttpResponse<byte[]> answer = answer(request);
        if (answer.statusCode() != FOUND) {
            throw failed(answer);
        }
        return answer.body();
    }

    /** The whole answer within the patience: a timeout of the request ends at the headers. */
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("日志没有按时答复 / no answer in time: " + request.uri(), e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "无法连接日志 / cannot reach %s: %s".formatted(request.uri(), e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException failed(HttpResponse<byte[]> answer) {
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        return new IOException(
                "日志答复 %d / the log answered: %s %s"
                        .formatted(
                                answer.statusCode(),
                                answer.uri(),
                                said.substring(0, Math.min(said.length(), LONGEST_SAID))
                                        .replaceAll("[\\p{Cc}\\p{Cf}]+", " ")));
    }
}
