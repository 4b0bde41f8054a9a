package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;

/** What somebody was writing: theirs alone, never overwritten unseen, and no part of any record. */
class DraftTest {
    private final Running service = Running.shared();
    private final Client drafter = service.client().signIn("drafter");
    private final String key = "/api/drafts/r-" + UUID.randomUUID() + "/1.1/text";

    @Test
    void whatWasKeptIsThereOnAnotherMachineAsItWasWritten() {
        String content = "{\"blocks\":\"第一行\\n“引号” 😀\"}";
        Client.Answer kept = keep(drafter, content, null);
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        Client elsewhere = service.client().signIn("drafter");
        Client.Answer found = elsewhere.get(key);
        assertThat(found.body().at("/draft/content").asString()).isEqualTo(content);
        assertThat(found.body().at("/draft/title").asString()).isEqualTo("部门职能");
        assertThat(found.body().at("/draft/revision").asLong()).isEqualTo(revision(kept));
        assertThat(found.body().path("person").asString()).isEqualTo(id(elsewhere));
        assertThat(elsewhere.get("/api/drafts").text()).contains(key.split("/")[3]);
    }

    @Test
    void nobodyElseSeesItNotEvenAnAuditor() {
        keep(drafter, "mine", null);
        Client colleague = service.client().signIn("drafter2");
        assertThat(colleague.get(key).body().path("draft").isNull()).isTrue();
        assertThat(colleague.get("/api/drafts").text()).doesNotContain(key.split("/")[3]);
        Client auditor = service.client().signIn("auditor");
        assertThat(auditor.get(key).code()).isEqualTo("not-permitted");
        assertThat(service.client().get(key).code()).isEqualTo("not-signed-in");
        assertThat(keep(colleague, "another", null).status()).isEqualTo(200);
        assertThat(content(drafter)).isEqualTo("mine");
    }

    @Test
    void whoHasNotSeenWhatIsThereDoesNotOverwriteIt() {
        long first = revision(keep(drafter, "one", null));
        long second = revision(keep(drafter, "two", first));
        assertThat(second).isGreaterThan(first);
        for (Long unseen : new Long[] {null, first}) {
            Client.Answer refused = keep(drafter, "three", unseen);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("draft-conflict");
            assertThat(refused.detail()).contains("另一个窗口");
        }
        assertThat(content(drafter)).isEqualTo("two");
    }

    @Test
    void sentOnceMoreItIsWhatIsThereAlready() {
        keep(drafter, "one", null);
        assertThat(keep(drafter, "one", null).status()).isEqualTo(200);
    }

    @Test
    void onlyWhatWasSeenIsThrownAway() {
        long first = revision(keep(drafter, "one", null));
        long second = revision(keep(drafter, "two", first));
        assertThat(drafter.delete(key + "?revision=" + first).status()).isEqualTo(204);
        assertThat(content(drafter)).isEqualTo("two");
        assertThat(drafter.delete(key + "?revision=" + second).status()).isEqualTo(204);
        assertThat(drafter.get(key).body().path("draft").isNull()).isTrue();
        assertThat(drafter.delete(key + "?revision=" + second).status()).isEqualTo(204);
        assertThat(revision(keep(drafter, "anew", null))).isGreaterThan(second);
        assertThat(drafter.delete(key).code()).isEqualTo("malformed");
    }

    @Test
    void aWindowKeepsNothingInTheNameOfWhoeverSignedInBesideIt() {
        String drafters = id(drafter);
        Client colleague = service.client().signIn("drafter2");
        Client.Answer refused =
                colleague.put(key, Map.of("person", drafters, "content", "the drafter's"));
        assertThat(refused.code()).isEqualTo("not-permitted");
        assertThat(colleague.get(key).body().path("draft").isNull()).isTrue();
        assertThat(drafter.put(key, Map.of("person", drafters, "content", "x")).status())
                .isEqualTo(200);
    }

    @Test
    void itHasItsLimitsAndSaysThem() {
        Client.Answer long1 = keep(drafter, "字".repeat(Drafts.LONGEST + 1), null);
        assertThat(long1.code()).isEqualTo("too-large");
        assertThat(long1.detail()).contains("40万");
        assertThat(keep(drafter, "a\0b", null).code()).isEqualTo("malformed");
        assertThat(drafter.put(key, Map.of("title", "x")).code()).isEqualTo("malformed");
        assertThat(
                        drafter.put(
                                        "/api/drafts/r/" + "s".repeat(101) + "/text",
                                        Map.of("content", ""))
                                .code())
                .isEqualTo("malformed");
        assertThat(drafter.get(key).body().path("draft").isNull()).isTrue();
    }

    @Test
    void nobodyKeepsMoreThanTheirShare() {
        try (Running own = Running.on(TestDatabase.create())) {
            Client director = own.client().signIn("director");
            for (int n = 0; n < Drafts.MOST; n++) {
                assertThat(director.put("/api/drafts/r/s/text." + n, body("x", null)).status())
                        .isEqualTo(200);
            }
            Client.Answer refused = director.put("/api/drafts/r/s/text", body("x", null));
            assertThat(refused.code()).isEqualTo("too-large");
            assertThat(refused.detail()).contains("草稿太多");
            assertThat(own.client().signIn("drafter").put(key, body("x", null)).status())
                    .isEqualTo(200);

            own.database()
                    .sql("UPDATE access.draft SET kept_at = now() - interval '91 days'")
                    .update();
            assertThat(director.get("/api/drafts").body().path("items").size()).isZero();
            assertThat(director.get("/api/drafts/r/s/text.1").body().path("draft").isNull())
                    .isTrue();
            assertThat(director.put("/api/drafts/r/s/text", body("x", null)).status())
                    .isEqualTo(200);
            assertThat(
                            own.database()
                                    .sql("SELECT count(*) FROM access.draft")
                                    .query(Integer.class)
                                    .single())
                    .isOne();
        }
    }

    @Test
    void itIsNoDeedAndTheJournalTellsOnlyWhoWasKeptOut() {
        Client.Answer kept = keep(drafter, "one", null);
        Client.Answer conflict = keep(drafter, "two", null);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(service.journal(kept)).isEmpty();
        assertThat(service.journal(conflict)).isEmpty();
        assertThat(service.journal(drafter.get(key))).isEmpty();
        Client auditor = service.client().signIn("auditor");
        assertThat(service.journal(keep(auditor, "x", null))).hasSize(1);
    }

    @Test
    void bothServicesKeepAndShowTheSame() {
        TestDatabase database = TestDatabase.create();
        try (Running commands = Running.on(database);
                Running queries = Running.on(database)) {
            Client there = commands.client().signIn("drafter");
            Client here = queries.client();
            here.keep("LIUHEN_SESSION", there.cookie("LIUHEN_SESSION").orElseThrow());
            long revision = revision(keep(there, "one", null));
            assertThat(content(here)).isEqualTo("one");
            assertThat(there.delete(key + "?revision=" + revision).status()).isEqualTo(204);
            assertThat(here.get(key).body().path("draft").isNull()).isTrue();
        }
    }

    private Client.Answer keep(Client client, String content, Long basedOn) {
        return client.put(key, body(content, basedOn));
    }

    private static Map<String, Object> body(String content, Long basedOn) {
        Map<String, Object> body = new HashMap<>();
        body.put("title", "部门职能");
        body.put("content", content);
        body.put("basedOn", basedOn);
        return body;
    }

    private String content(Client client) {
        return client.get(key).body().at("/draft/content").asString();
    }

    private static long revision(Client.Answer kept) {
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        return kept.body().path("revision").asLong();
    }

    private static String id(Client client) {
        return client.get("/api/session").body().at("/user/id").asString();
    }
}
