package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JournalTest {
    private static final String PAPER = "{\"title\":null,\"pages\":1,\"lines\":[]}";

    private final Running service = Running.shared();
    private final Client client = service.client();

    @Test
    void signingInAndOutAreRecorded() {
        Client.Answer in = client.signIn("drafter", Client.PASSWORD);
        assertThat(service.journal(in))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("username", "drafter")
                                .containsEntry(
                                        "person_id", in.body().path("user").path("id").asString())
                                .containsEntry("address", "127.0.0.1")
                                .containsEntry("method", "POST")
                                .containsEntry("path", "/api/session")
                                .containsEntry("status", 200)
                                .containsEntry("code", "signed-in"));
        assertThat(service.journal(client.delete("/api/session")))
                .extracting(row -> row.get("code"))
                .containsExactly("signed-out");
    }

    @Test
    void aFailedSignInIsRecordedWithTheNameTried() {
        assertThat(service.journal(client.signIn("who-is-this", "secret")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("username", "who-is-this")
                            .containsEntry("person_id", null)
                            .containsEntry("status", 401)
                            .containsEntry("code", "not-signed-in");
                    assertThat(row.toString()).doesNotContain("secret");
                });
    }

    @Test
    void everyRefusedCommandIsRecordedWithWhoGaveIt() {
        client.signIn("auditor");
        Client.Answer answer = client.post("/api/papers", PAPER);
        assertThat(service.journal(answer))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry(
                                        "person_id",
                                        client.get("/api/me").body().path("id").asString())
                                .containsEntry("status", 403)
                                .containsEntry("detail", answer.detail()));
        client.signIn("drafter");
        assertThat(service.journal(client.post("/api/papers", "{}"))).hasSize(1);
        assertThat(service.journal(client.post("/api/body-length", new byte[11 << 20]))).hasSize(1);
        assertThat(service.journal(client.send(client.request("/api/session").DELETE())))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/papers/audited"})
    void aRefusedReadingIsRecorded(String path) {
        assertThat(service.journal(client.get(path)))
                .extracting(row -> row.get("status"))
                .containsExactly(401);
        client.signIn("drafter");
        Client.Answer answer = client.get(path);
        assertThat(service.journal(answer))
                .extracting(row -> row.get("status"))
                .containsExactly(answer.status());
    }

    @Test
    void whatIsAnsweredIsNotRecorded() {
        client.signIn("drafter");
        assertThat(service.journal(client.get("/api/me"))).isEmpty();
        assertThat(service.journal(client.post("/api/papers", PAPER))).isEmpty();
        assertThat(service.journal(client.get("/api/papers/seven"))).isEmpty();
    }

    @Test
    void whoItWasStaysAsTheyWereThen() {
        TestDatabase database = TestDatabase.create();
        try (Running other = Running.on(database)) {
            Client drafter = other.client().signIn("drafter");
            Client.Answer before = drafter.get("/api/nothing");
            database.asOwner()
                    .sql(
                            """
                            UPDATE access.account SET name = '陈晓', post = '科长', organisation_id = 'jiangmen-water'
                            WHERE username = 'drafter'\
                            """)
                    .update();
            database.asOwner().sql("UPDATE access.organisation SET name = '水务局'").update();
            drafter.signIn("drafter");
            assertThat(other.journal(before).getFirst())
                    .containsEntry("person_name", "陈晓岚")
                    .containsEntry("organisation_id", "jiangmen-ecology")
                    .containsEntry("organisation_name", "江门市生态环境局")
                    .containsEntry("post", "规划财务科科员");
            assertThat(other.journal(drafter.get("/api/nothing")).getFirst())
                    .containsEntry("person_name", "陈晓")
                    .containsEntry("organisation_name", "水务局")
                    .containsEntry("post", "科长");
        }
        assertThat(service.journal(client.get("/api/nothing")).getFirst())
                .containsEntry("person_id", null)
                .containsEntry("person_name", null)
                .containsEntry("organisation_id", null)
                .containsEntry("organisation_name", null)
                .containsEntry("post", null)
                .containsEntry("report_id", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE access.account; --",
                "drafter\u0000",
                "drafter' OR '1'='1",
                "\u001b[2J\r\nforged line",
                "%s%n{}${jndi:ldap://x}",
            })
    void hostileNamesAreRecordedHarmlessly(String name) {
        Client.Answer answer = client.signIn(name, "x");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(service.journal(answer))
                .singleElement()
                .satisfies(row -> assertThat(row.get("username").toString()).isNotBlank());
        assertThat(service.journal(answer).getFirst().get("username").toString())
                .doesNotContain("\u0000", "\n", "\u001b");
    }

    @Test
    void aNameWithoutEndIsCutShort() {
        Client.Answer answer = client.signIn("x".repeat(10_000), "x");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(service.journal(answer).getFirst().get("username").toString()).hasSize(500);
        Client.Answer path = client.get("/api/" + "x".repeat(5_000));
        assertThat(service.journal(path).getFirst().get("path").toString()).hasSize(500);
    }

    @Test
    void theApplicationCanAddAndReadAndNothingElse() {
        client.signIn("nobody", "x");
        JdbcClient application = service.application();
        for (String sql :
                new String[] {
                    "UPDATE access.journal SET detail = ''",
                    "DELETE FROM access.journal",
                    "TRUNCATE access.journal",
                    "DELETE FROM access.account",
                    "ALTER TABLE access.journal DISABLE TRIGGER ALL",
                }) {
            assertThatThrownBy(() -> application.sql(sql).update())
                    .rootCause()
                    .hasMessageMatching(".*(permission denied|must be owner).*");
        }
        assertThat(
                        application
                                .sql("SELECT count(*) FROM access.journal")
                                .query(Integer.class)
                                .single())
                .isPositive();
    }

    @Test
    void aJournalThatCannotBeWrittenStopsNobody() {
        TestDatabase database = TestDatabase.create();
        try (Running other = Running.on(database)) {
            database.asOwner().sql("ALTER TABLE access.journal RENAME TO gone").update();
            Client someone = other.client();
            assertThat(someone.signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
            assertThat(someone.get("/api/nothing").status()).isEqualTo(404);
            assertThat(someone.get("/api/shown/text/r-1").text()).isEqualTo("r-1");
        }
    }

    @Test
    void aRefusalIsRecordedThoughItsTransactionIsRolledBack() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/anything");
        TransactionTemplate transaction =
                new TransactionTemplate(service.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            service.bean(Journal.class).refusal(request, ProblemCode.WRONG_STATE, "稍后再办。");
            status.setRollbackOnly();
        });
        assertThat(service.journal(RequestId.of(request))).hasSize(1);
    }
}
