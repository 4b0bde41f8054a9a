package org.liuhen.standalone;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.liuhen.access.Client;

/**
 * A drafter who edits one section for ever and notes down every answer. Where none came, the same
 * request is sent again with the same key until one does.
 */
final class Writer implements Runnable {
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);

    private final Client client;
    private final String path;
    private final AtomicInteger answers;
    private final List<Line> journal = new ArrayList<>();
    private volatile boolean stopped;
    private int attempts;

    /** An edit that was answered. */
    record Line(long version, String text) {}

    Writer(Client client, String report, String section, AtomicInteger answers) {
        this.client = client;
        this.path = "/api/reports/" + report + "/sections/" + section;
        this.answers = answers;
    }

    @Override
    public void run() {
        for (int revision = 1; !stopped; revision++) {
            String text = UUID.randomUUID().toString();
            Map<String, Object> body =
                    Map.of(
                            "blocks",
                            List.of(Map.of("kind", "PARAGRAPH", "text", text)),
                            "basedOn",
                            revision);
            long version = untilAnswered(body, UUID.randomUUID());
            journal.add(new Line(version, text));
            answers.incrementAndGet();
        }
    }

    private long untilAnswered(Map<String, Object> body, UUID key) {
        while (true) {
            attempts++;
            try {
                Client.Answer answer = client.put(path, body, key);
                if (answer.status() == 200) {
                    return answer.body().path("version").asLong();
                }
                if (answer.status() < 500) {
                    throw new IllegalStateException(answer.toString());
                }
            } catch (AssertionError noAnswer) {
                await().atMost(LONGEST_OUTAGE).until(this::isBack);
            }
        }
    }

    private boolean isBack() {
        try {
            return client.get("/api/session").status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    void stop() {
        stopped = true;
    }

    List<Line> journal() {
        return journal;
    }

    /** The version that the last of its edits made. */
    long last() {
        return journal.getLast().version();
    }

    int attempts() {
        return attempts;
    }

    @Override
    public String toString() {
        return path + ": " + journal.size() + " answered, the last of them " + journal.getLast();
    }
}
