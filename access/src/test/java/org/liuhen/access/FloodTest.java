package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Nobody fills the journal, and nothing is forgotten of what is only counted. */
class FloodTest {
    private static final int REQUESTS = 2_000;
    private static final int AT_ONCE = 8;
    private static final String[] SETTINGS = {
        "liuhen.journal.singly=20", "liuhen.proxies=127.0.0.1"
    };

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient owner = database.asOwner();
    private final Running service = Running.on(database, SETTINGS);

    private final List<Client> strangers = Stream.generate(service::client).limit(AT_ONCE).toList();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aStrangersRequestsBecomeAFewEntriesThatCountThemAll() {
        flood(n -> ask("/api/x" + n, "203.0.113.9"));
        assertThat(countedAndEntered()).isEqualTo(REQUESTS);
        close();
        List<Map<String, Object>> rows = journal();
        assertThat(rows).hasSizeLessThan(20 + REQUESTS / 50);
        assertThat(sum(rows)).isEqualTo(REQUESTS);
        JsonNode counted =
                service.client()
                        .signIn("audit-admin")
                        .get("/api/journal?code=not-signed-in&limit=1")
                        .body()
                        .at("/items/0");
        assertThat(counted.path("times").asLong()).isGreaterThan(1);
        assertThat(Instant.parse(counted.path("firstAt").asString()))
                .isBeforeOrEqualTo(Instant.parse(counted.path("lastAt").asString()));
        assertThat(counted.path("samples").valueStream())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(5)
                .allMatch(sample -> sample.asString().startsWith("GET /api/x"));
        assertThat(counted.path("address").asString()).isEqualTo("203.0.113.9");
        assertThat(counted.path("summary").asString())
                .contains("没有登录的人", "203.0.113.9", counted.path("times").asString() + "次", "北京时间");
    }

    @Test
    void howeverManyNetworksTheyComeFromTheEntriesAreFew() {
        flood(n -> ask("/api/x", "2001:db8:%x:%x::1".formatted(n / 60, n)));
        close();
        List<Map<String, Object>> rows = journal();
        assertThat(rows).hasSizeLessThan(200 + 60 * 4);
        assertThat(sum(rows)).isEqualTo(REQUESTS);
    }

    @Test
    void whoFloodsIsToldToComeBackLaterAndNeighboursAreNot() {
        Client neighbour = service.client().signIn("drafter");
        Client.Answer refused;
        AtomicBoolean floods = new AtomicBoolean(true);
        try (ExecutorService flood = Executors.newSingleThreadExecutor()) {
            flood.execute(() -> exhaust(floods));
            refused =
                    Stream.generate(() -> strangers.getFirst().get("/api/x"))
                            .limit(REQUESTS)
                            .filter(answer -> answer.status() == 429)
                            .findFirst()
                            .orElseThrow();
            floods.set(false);
        }
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(neighbour.get("/api/me").status()).isEqualTo(200);
        assertThat(neighbour.get("/api/nothing").status()).isEqualTo(404);
        assertThat(service.client().signIn("director", Client.PASSWORD).status()).isEqualTo(200);
        assertThat(service.client().signIn("director", "wrong").status()).isEqualTo(401);
        neighbour.keep("LIUHEN_SESSION", "MTExMTExMTEtMTExMS0xMTExLTExMTEtMTExMTExMTExMTEx");
        assertThat(neighbour.get("/api/me").status()).isEqualTo(401);
    }

    /** As many as a network may be refused, for as long as it goes on. */
    private void exhaust(AtomicBoolean floods) {
        Strangers guard = service.bean(Strangers.class);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/x");
        request.setRemoteAddr("127.0.0.1");
        while (floods.get()) {
            guard.tooMany(request, ProblemCode.NOT_SIGNED_IN);
        }
    }

    @Test
    void whatSomebodyWhoIsSignedInDoesIsEnteredEachTimeAndTheSameRefusalIsCounted() {
        Client drafter = service.client().signIn("drafter");
        for (int n = 0; n < 100; n++) {
            assertThat(drafter.get("/api/shown/text/r").status()).isEqualTo(200);
            assertThat(drafter.get("/api/shown/hidden/r" + n).status()).isEqualTo(404);
            assertThat(drafter.get("/api/nothing").status()).isEqualTo(404);
        }
        close();
        assertThat(entries("code = 'report-viewed'")).isEqualTo(100);
        assertThat(entries("code = 'not-found' AND report_id IS NOT NULL")).isEqualTo(100);
        assertThat(entries("code = 'not-found' AND path = '/api/nothing'")).isBetween(10L, 60L);
        assertThat(sum(journal("code = 'not-found' AND report_id IS NULL"))).isEqualTo(100);
        assertThat(journal("times > 1"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row).containsEntry("person_name", "陈晓岚");
                    assertThat(row.get("detail").toString()).contains("陈晓岚", "GET /api/nothing");
                });
    }

    @Test
    void theNamesThatWereTriedAreKept() {
        for (int n = 0; n < 60; n++) {
            service.client().signIn("drafter", "wrong" + n);
        }
        close();
        assertThat(sum(journal("username = 'drafter' AND status BETWEEN 400 AND 499")))
                .isEqualTo(60);
    }

    /** What an instance had counted when it was killed. */
    @Test
    void whatADeadInstanceLeftBehindIsEnteredByAnotherOnce() {
        service.bean(CountingLoop.class).stop();
        flood(n -> ask("/api/x" + n, "203.0.113.9"));
        service.bean(CountingLoop.class).write();
        owner.sql("UPDATE access.counted SET window_at = window_at - interval '1 hour'").update();
        long before = countedAndEntered();
        try (Running one = Running.on(database, SETTINGS);
                Running other = Running.on(database, SETTINGS)) {
            assertThat(one.port()).isNotEqualTo(other.port());
            await().atMost(Duration.ofSeconds(30)).until(() -> open() == 0);
        }
        assertThat(sum(journal())).isEqualTo(before).isEqualTo(REQUESTS);
    }

    @Test
    void aCountThatCannotBeWrittenIsKept() {
        owner.sql("ALTER TABLE access.counted RENAME TO gone").update();
        flood(n -> ask("/api/x" + n, "203.0.113.9"));
        service.bean(CountingLoop.class).write();
        owner.sql("ALTER TABLE access.gone RENAME TO counted").update();
        assertThat(countedAndEntered()).isEqualTo(REQUESTS);
    }

    /** Each of a few strangers asks without a session, again and again. */
    private void ask(String path, String from) {
        Client client = strangers.get(Math.floorMod(path.hashCode(), strangers.size()));
        client.send(client.request(path).header("X-Forwarded-For", from).GET());
    }

    private static void flood(IntConsumer request) {
        try (ExecutorService strangers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int n = 0; n < REQUESTS; n++) {
                int which = n;
                strangers.execute(() -> request.accept(which));
            }
        }
    }

    /** As the loop does once the minute is over. */
    private void close() {
        service.bean(CountingLoop.class).write();
        owner.sql("UPDATE access.counted SET window_at = window_at - interval '1 hour'").update();
        service.bean(CountingLoop.class).write();
        assertThat(open()).isZero();
    }

    private long countedAndEntered() {
        service.bean(CountingLoop.class).write();
        return sum(journal())
                + owner.sql("SELECT coalesce(sum(times), 0) FROM access.counted")
                        .query(Long.class)
                        .single();
    }

    private long open() {
        return owner.sql("SELECT count(*) FROM access.counted").query(Long.class).single();
    }

    private long entries(String condition) {
        return journal(condition).size();
    }

    private List<Map<String, Object>> journal() {
        return journal("status BETWEEN 400 AND 499");
    }

    private List<Map<String, Object>> journal(String condition) {
        return owner.sql("SELECT * FROM access.journal WHERE " + condition).query().listOfRows();
    }

    private static long sum(List<Map<String, Object>> rows) {
        return rows.stream()
                .mapToLong(row -> row.get("times") instanceof Long times ? times : 1)
                .sum();
    }
}
