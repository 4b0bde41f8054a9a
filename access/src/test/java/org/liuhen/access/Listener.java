package org.liuhen.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liuhen.database.Patience;

/** Reads server-sent events as a browser does. For the tests of every service. */
public final class Listener implements AutoCloseable {
    private static final String END = "end";
    private static final String BROKEN = "broken";

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile String lastId = "";

    private Listener(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    /** Listens as this client, from where somebody was told to last; empty where they were not. */
    public static Listener of(Client client, String path, String lastId) {
        HttpRequest.Builder request =
                client.request(path).setHeader("Accept", "text/event-stream").GET();
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return new Listener(client.listen(request));
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /**
     * The next event, as its name and its data; {@code end} where there will be none, {@code
     * broken} where the line was cut.
     */
    public String next() {
        try {
            String event = events.poll(Patience.LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing was said for long");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The first event that is this one; what comes before is passed over. */
    public Listener until(String wanted) {
        for (String event = next(); !event.equals(wanted); event = next()) {
            if (event.equals(END) || event.equals(BROKEN)) {
                throw new AssertionError("ended before " + wanted);
            }
        }
        return this;
    }

    /** How many have come that nobody has asked for. */
    public int waiting() {
        return events.size();
    }

    public String lastId() {
        return lastId;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(name + " " + data);
                    }
                    name = "";
                    data = "";
                }
            }
            events.add(END);
        } catch (IOException _) {
            events.add(BROKEN);
        }
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
