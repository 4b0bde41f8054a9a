package org.liuhen.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the edge. */
record Caller(HttpClient http, String address) {

    static Caller of(Edge edge) {
        return new Caller(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                edge.address());
    }

    HttpResponse<String> ask(String method, String path, String... headers) {
        return send(method, path, new byte[0], BodyHandlers.ofString(), headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body) {
        return send(method, path, body, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(
            String method, String path, byte[] body, BodyHandler<T> answer, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
