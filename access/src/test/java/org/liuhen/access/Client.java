package org.liuhen.access;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A browser's manners without the browser: keeps cookies, sends the token back, speaks JSON. For
 * the tests of every service.
 */
public final class Client {
    /** The password of every account of the demonstration. */
    public static final String PASSWORD = "liuhen-demo";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpHeaders headers, byte[] bytes) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The code of a problem; empty where it is none. */
        public String code() {
            return body.path("code").asString("");
        }

        public String detail() {
            return body.path("detail").asString("");
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    private Client(URI base) {
        this.base = base;
    }

    /** Nobody yet, with no cookies. */
    public static Client at(int port) {
        return new Client(URI.create("http://localhost:" + port));
    }

    /** Signs in as one of the demonstration's people, or fails. */
    public Client signIn(String username) {
        Answer answer = signIn(username, PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError(username + " could not sign in: " + answer);
        }
        return this;
    }

    public Answer signIn(String username, String password) {
        if (token().isEmpty()) {
            get("/api/session");
        }
        return post("/api/session", Map.of("username", username, "password", password));
    }

    /**
     * Reads; what the reading side does not show yet is asked for again, as a slow machine needs.
     */
    public Answer get(String path) {
        Answer answer = getOnce(path);
        return isShown(answer) ? answer : await().until(() -> getOnce(path), Client::isShown);
    }

    /** Reads, and takes the first answer. */
    public Answer getOnce(String path) {
        return send(request(path).GET());
    }

    private static boolean isShown(Answer answer) {
        return !answer.code().equals("not-yet-visible");
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body, null);
    }

    public Answer post(String path, Object body, UUID idempotencyKey) {
        return send("POST", path, body, idempotencyKey);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, null);
    }

    public Answer put(String path, Object body, UUID idempotencyKey) {
        return send("PUT", path, body, idempotencyKey);
    }

    public Answer delete(String path) {
        return send(withToken(request(path)).DELETE());
    }

    /** Sends a body exactly as it is; text is JSON already, bytes are bytes, else it is written. */
    private Answer send(String method, String path, Object body, UUID key) {
        HttpRequest.Builder request = withToken(request(path));
        request.header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key.toString());
        }
        return send(request.method(method, publisher(body)));
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        return switch (body) {
            case null -> HttpRequest.BodyPublishers.noBody();
            case HttpRequest.BodyPublisher publisher -> publisher;
            case byte[] bytes -> HttpRequest.BodyPublishers.ofByteArray(bytes);
            case String text -> HttpRequest.BodyPublishers.ofString(text);
            default -> HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        };
    }

    /** A request to this path, for what the other methods cannot say; cookies are added. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Accept", "application/json");
    }

    public HttpRequest.Builder withToken(HttpRequest.Builder request) {
        token().ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), json(response), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks and reads on for as long as something is said. */
    HttpResponse<InputStream> listen(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return isJson && response.body().length > 0
                ? JSON.readTree(response.body())
                : MissingNode.getInstance();
    }

    /** The value of a cookie this client holds. */
    public Optional<String> cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** Holds this cookie from now on. */
    public void keep(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setVersion(0);
        cookie.setDomain("localhost.local"); // as the cookie manager calls it
        cookie.setPath("/");
        cookies.getCookieStore().add(base, cookie);
    }

    private Optional<String> token() {
        return cookie("XSRF-TOKEN");
    }
}
