package org.liuhen.query.history;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.TilePath;

/**
 * The sealed log as the command side publishes it: C2SP tlog-tiles. It is taken at its word, for it
 * is our own; whoever does not believe us has the verifier.
 */
final class CommandSideLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FOUND = 200;
    private static final int NOT_THERE = 404;

    /** Of any kind: identifiers are unique over all of them, and not all kinds are known here. */
    private static final Pattern ENTRY =
            Pattern.compile("liuhen\\.[a-z-]+/[0-9]+ (\\S{1,36}) \\S+");

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI log;

    /** The log of the command side at that address, such as {@code http://command-service:8080}. */
    CommandSideLog(URI address) {
        this.log = URI.create(address.toString().replaceFirst("/+$", "") + "/api/seal/");
    }

    /** How many rows the latest checkpoint covers. */
    long size() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get("checkpoint");
        if (answer.statusCode() == NOT_THERE) {
            return 0;
        }
        String note = new String(found(answer), StandardCharsets.UTF_8);
        return Checkpoint.parse(Note.parse(note).text()).size();
    }

    /** The rows of a bundle by their identifiers, in the order in which they are sealed. */
    List<String> events(TilePath bundle) throws IOException, InterruptedException {
        ByteBuffer entries = ByteBuffer.wrap(found(get("tile/entries/" + bundle.numbered())));
        List<String> events = new ArrayList<>();
        while (entries.remaining() > Short.BYTES) {
            byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
            if (entry.length > entries.remaining()) {
                throw new Malformed("a bundle ends within an entry");
            }
            entries.get(entry);
            events.add(event(new String(entry, StandardCharsets.UTF_8)));
        }
        if (events.size() != bundle.width()) {
            throw new Malformed("a bundle has %d entries".formatted(events.size()));
        }
        return events;
    }

    private static String event(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw new Malformed("not an entry of ours");
        }
        return parts.group(1);
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(log.resolve(path)).timeout(PATIENCE).build(),
                BodyHandlers.ofByteArray());
    }

    private static byte[] found(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != FOUND) {
            throw new IOException(answer.uri() + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
