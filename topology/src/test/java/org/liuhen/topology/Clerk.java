package org.liuhen.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/**
 * One person at work at the edge. Every command is in the journal before it is sent and once it is
 * answered; where no answer says what became of it, it is sent again with the same key until one
 * does. Whatever is read must not lie behind what was shown before.
 */
final class Clerk {
    private static final int OK = 200;

    /** Of a report that this person was never shown. */
    private static final int NOT_YET_THERE = 404;

    private final Client client;
    private final Journal journal;
    private final AtomicInteger answers;
    private final Map<String, Long> shown = new HashMap<>();
    private volatile long proven = Long.MIN_VALUE;

    /**
     * Signs in.
     *
     * @param answers counts those of all clients
     */
    Clerk(Installation at, String username, String name, AtomicInteger answers) {
        this.client = at.client().signIn(username);
        this.journal = Journal.of(name + "-" + username, at.directory());
        this.answers = answers;
    }

    /** When the latest of the commands was begun that was answered and then shown. */
    long proven() {
        return proven;
    }

    /** Gives the command until it is answered. */
    JsonNode command(String method, String path, Object body, String text) {
        UUID key = UUID.randomUUID();
        while (true) {
            journal.tried(key, method + " " + path, text);
            Optional<Client.Answer> answer = send(method, path, body, key);
            if (answer.isPresent()) {
                Client.Answer known = answer.get();
                assertThat(known.status()).as("%s %s: %s", method, path, known).isIn(200, 201);
                journal.answered(
                        key,
                        known.body().path("reportId").asString(),
                        known.body().path("version").asLong(),
                        known.header("X-Request-Id"));
                answers.incrementAndGet();
                return known.body();
            }
            await().atMost(Installation.LONGEST_OUTAGE).until(this::isBack);
        }
    }

    private Optional<Client.Answer> send(String method, String path, Object body, UUID key) {
        try {
            Client.Answer answer =
                    method.equals("PUT")
                            ? client.put(path, body, key)
                            : client.post(path, body, key);
            if (answer.status() < 500) {
                return Optional.of(answer);
            }
            journal.unknown(key, answer.toString());
        } catch (AssertionError noAnswer) {
            journal.unknown(key, String.valueOf(noAnswer.getMessage()));
        }
        return Optional.empty();
    }

    private boolean isBack() {
        return get("/api/session").isPresent();
    }

    /** Gives the command and waits until it is shown what has become of the report. */
    JsonNode carryOut(String method, String path, Object body) {
        long begun = System.nanoTime();
        JsonNode answer = command(method, path, body, "");
        String report = answer.path("reportId").asString();
        long version = answer.path("version").asLong();
        JsonNode now =
                read(report, version)
                        .orElseGet(() ->
                                await().atMost(Installation.LONGEST_OUTAGE)
                                        .until(() -> read(report, version), Optional::isPresent)
                                        .orElseThrow());
        proven = begun;
        return now;
    }

    /**
     * The report, where it can be read at the moment.
     *
     * @param least waits a little for this version; 0 for whatever is there
     */
    Optional<JsonNode> read(String report, long least) {
        Set<Integer> well = shown.containsKey(report) ? Set.of(OK) : Set.of(OK, NOT_YET_THERE);
        Optional<JsonNode> now =
                get("/api/reports/" + report + (least == 0 ? "" : "?minVersion=" + least), well);
        now.ifPresent(body -> {
            long version = body.path("version").asLong();
            assertThat(version).isGreaterThanOrEqualTo(least);
            advance(report, report, version);
        });
        return now;
    }

    /** The same, as a moment since which everything works for this person. */
    boolean see(String report, long version, long since) {
        boolean seen = read(report, version).isPresent();
        if (seen) {
            proven = since;
        }
        return seen;
    }

    /** The end of the history, from the last entry that was shown. */
    void readHistory(String report) {
        long before = shown.getOrDefault("history of " + report, 1L);
        get("/api/reports/%s/history?limit=500&after=%d".formatted(report, before - 1))
                .ifPresent(page -> {
                    List<JsonNode> items = page.path("items").valueStream().toList();
                    if (!items.isEmpty()) {
                        assertThat(items.getFirst().path("version").asLong()).isEqualTo(before);
                    }
                    advance(
                            "history of " + report,
                            report,
                            items.isEmpty() ? 0 : items.getLast().path("version").asLong());
                });
    }

    /** The line of the report in the list. */
    void readList(String report, int year) {
        get("/api/reports?limit=500&year=" + year)
                .ifPresent(page ->
                        advance(
                                "line of " + report,
                                report,
                                page.path("items")
                                        .valueStream()
                                        .filter(item ->
                                                item.path("reportId").asString().equals(report))
                                        .mapToLong(item -> item.path("version").asLong())
                                        .findFirst()
                                        .orElse(0)));
    }

    private void advance(String what, String report, long version) {
        Long before = shown.put(what, version);
        assertThat(version)
                .as("%s, of %s, was shown before", what, report)
                .isGreaterThanOrEqualTo(Objects.requireNonNullElse(before, 0L));
    }

    /** Empty where it cannot be read at the moment. */
    private Optional<JsonNode> get(String path) {
        return get(path, Set.of(OK));
    }

    private Optional<JsonNode> get(String path, Set<Integer> well) {
        Client.Answer answer;
        try {
            answer = client.get(path);
        } catch (AssertionError noAnswer) {
            return Optional.empty();
        }
        if (answer.status() >= 500) {
            return Optional.empty();
        }
        assertThat(answer.status()).as("GET %s: %s", path, answer).isIn(well);
        return answer.status() == OK ? Optional.of(answer.body()) : Optional.empty();
    }
}
