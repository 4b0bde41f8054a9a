package org.liuhen.query.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The sealed log as the command side publishes it: C2SP tlog-tiles, by their paths. */
final class CommandSideLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FOUND = 200;
    private static final int NOT_THERE = 404;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI log;

    /** The log of the command side at that address, such as {@code http://command-service:8080}. */
    CommandSideLog(URI address) {
        this.log = URI.create(address.toString().replaceFirst("/+$", "") + "/api/seal/");
    }

    /**
     * What it has at a path, such as {@code checkpoint}; empty where it has nothing there.
     *
     * @throws UncheckedIOException where it does not answer
     */
    Optional<byte[]> get(String path) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(
                            HttpRequest.newBuilder(log.resolve(path)).timeout(PATIENCE).build(),
                            BodyHandlers.ofByteArray());
            if (answer.statusCode() == NOT_THERE) {
                return Optional.empty();
            }
            if (answer.statusCode() != FOUND) {
                throw new IOException(answer.uri() + " answers " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
