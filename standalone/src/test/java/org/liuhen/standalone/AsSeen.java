package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/**
 * A suspicious client: keeps every reading of a report as it was first seen, with who had just done
 * what, and holds everything that is said later against it.
 */
final class AsSeen {
    static final List<String> READERS =
            List.of(
                    "drafter",
                    "drafter2",
                    "section-head",
                    "director",
                    "deputy",
                    "budget-officer",
                    "performance-officer",
                    "congress-reviewer",
                    "auditor");
    static final List<String> STRANGERS =
            List.of(
                    "water-drafter",
                    "water-head",
                    "water-director",
                    "system-admin",
                    "security-admin",
                    "audit-admin");
    private static final int PAIRS = 60;

    private final Running office = Running.shared();
    private final TreeMap<Long, Client.Answer> seen = new TreeMap<>();
    private final Map<Long, String> doer = new TreeMap<>();
    private final Map<Long, String> request = new TreeMap<>();
    private String path = "";
    private long version;

    /** After each command: reads the report, as the auditor and as whoever gave it. */
    void note(String who, Client.Answer answer) {
        path = "/api/reports/" + answer.body().path("reportId").asString();
        long now = answer.body().path("version").asLong();
        Client.Answer reading = office.as("auditor").get(path + "?minVersion=" + now);
        assertThat(reading.status()).as(reading.toString()).isEqualTo(200);
        assertThat(reading.body().path("version").asLong()).isEqualTo(now);
        Client.Answer own = office.as(who).get(path + "?minVersion=" + now);
        if (own.status() == 200) {
            assertThat(own.bytes()).isEqualTo(reading.bytes());
        }
        for (long made = version + 1; made <= now; made++) {
            doer.put(made, who);
            request.put(made, answer.header("X-Request-Id"));
        }
        version = now;
        seen.put(now, reading);
    }

    /** What anyone reads of an earlier version is what was seen then, byte for byte. */
    void everyVersionReadsAsItDid() {
        for (String reader : READERS) {
            seen.forEach((version, then) -> {
                Client.Answer now = office.as(reader).get(path + "?version=" + version);
                assertThat(now.status()).as(now.toString()).isEqualTo(200);
                assertThat(now.bytes()).as(reader + " " + version).isEqualTo(then.bytes());
            });
        }
        Client.Answer latest = office.as("auditor").get(path);
        assertThat(latest.bytes()).isEqualTo(seen.get(version).bytes());
    }

    /** So it is at every moment: that of an event, and the one halfway to the next, or to now. */
    void everyMomentReadsAsItDid(List<JsonNode> history) {
        List<Instant> times = history.stream().map(item -> at(item)).toList();
        for (int i = 0; i < times.size(); i++) {
            Instant next = i + 1 < times.size() ? times.get(i + 1) : Instant.now();
            Duration half = Duration.between(times.get(i), next).dividedBy(2);
            for (Instant moment : List.of(times.get(i), times.get(i).plus(half))) {
                String reader = READERS.get(i % READERS.size());
                Client.Answer then = office.as(reader).get(path + "?at=" + moment);
                assertThat(then.status()).as(then.toString()).isEqualTo(200);
                long expected = times.stream().filter(at -> !at.isAfter(moment)).count();
                assertThat(then.body().path("version").asLong()).isEqualTo(expected);
                if (seen.containsKey(expected)) {
                    assertThat(then.bytes()).isEqualTo(seen.get(expected).bytes());
                }
            }
        }
        Instant before = times.getFirst().minusMillis(1);
        assertThat(office.as("auditor").get(path + "?at=" + before).code()).isEqualTo("not-found");
    }

    /** The whole trail, page by page. */
    List<JsonNode> history(String reader, int page) {
        List<JsonNode> items = new ArrayList<>();
        String after = "0";
        while (after != null) {
            Client.Answer answer =
                    office.as(reader).get(path + "/history?after=" + after + "&limit=" + page);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            answer.body().path("items").forEach(items::add);
            assertThat(answer.body().path("items").size()).isBetween(1, page);
            after = answer.body().path("next").asString(null);
        }
        return items;
    }

    /** Nothing is missing, nothing is double, and each says who did it in which request. */
    void theTrailIsWhole(List<JsonNode> history) {
        assertThat(history).hasSize((int) version);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            JsonNode item = history.get(i);
            long made = i + 1;
            assertThat(item.path("version").asLong()).isEqualTo(made);
            assertThat(UUID.fromString(item.path("eventId").asString()).version()).isEqualTo(7);
            assertThat(ids.add(item.path("eventId").asString())).isTrue();
            assertThat(item.path("requestId").asString()).isEqualTo(request.get(made));
            assertThat(item.path("summary").asString()).containsPattern("\\p{IsHan}");
            assertThat(i == 0 || !at(item).isBefore(at(history.get(i - 1)))).isTrue();
            JsonNode user = office.as(doer.get(made)).get("/api/session").body().path("user");
            JsonNode actor = item.path("actor");
            for (String field : List.of("id", "name", "organisation", "post")) {
                assertThat(actor.path(field)).isEqualTo(user.path(field));
            }
            assertThat(user.path("roles").valueStream().toList()).contains(actor.path("role"));
        }
    }

    /** Each event's changes lead from the version before it to its own, and so says the diff. */
    void everyChangeConnectsTwoVersions(List<JsonNode> history) {
        JsonNode before = Differences.NOTHING;
        for (JsonNode item : history) {
            long version = item.path("version").asLong();
            JsonNode after = at(version);
            Differences.check(before, after, item.path("changes"));
            if (version > 1) {
                assertThat(diff(version - 1, version)).isEqualTo(item.path("changes"));
            }
            before = after;
        }
    }

    /** Between any two versions, forwards and backwards. */
    void anyTwoVersionsDifferByWhatTheDiffSays(long seed) {
        Random random = new Random(seed);
        assertThat(diff(version, version)).isEmpty();
        for (int i = 0; i < PAIRS; i++) {
            long from = i == 0 ? 1 : 1 + random.nextInt((int) version);
            long to = i == 0 ? version : 1 + random.nextInt((int) version);
            Differences.check(at(from), at(to), diff(from, to));
        }
    }

    void strangersNeverSeeIt() {
        for (String stranger : STRANGERS) {
            for (String query : List.of("", "?version=1", "/history", "/diff?from=1&to=2")) {
                Client.Answer answer = office.as(stranger).get(path + query);
                assertThat(answer.status()).as(stranger + query).isEqualTo(404);
                assertThat(answer.code()).isEqualTo("not-found");
            }
        }
    }

    private JsonNode at(long version) {
        return office.as("auditor").get(path + "?version=" + version).body();
    }

    private JsonNode diff(long from, long to) {
        return office.as("auditor")
                .get(path + "/diff?from=" + from + "&to=" + to)
                .body()
                .path("changes");
    }

    private static Instant at(JsonNode item) {
        return Instant.parse(item.path("at").asString());
    }
}
