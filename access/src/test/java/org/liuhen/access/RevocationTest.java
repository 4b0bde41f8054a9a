package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is taken from someone is gone at their very next request, on both services. */
class RevocationTest {
    private final TestDatabase database = TestDatabase.create();
    private final Running commands = Running.on(database);
    private final JdbcClient owner = database.asOwner();
    private final Client client = commands.client().signIn("deputy");

    @AfterEach
    void stop() {
        commands.close();
    }

    @Test
    void aRevokedRoleIsGoneAtTheNextRequest() {
        String paper = "{\"title\":null,\"pages\":1,\"lines\":[]}";
        assertThat(client.post("/api/papers", paper).status()).isEqualTo(200);
        owner.sql("DELETE FROM access.account_role WHERE role = 'DRAFTER'").update();
        assertThat(client.post("/api/papers", paper).status()).isEqualTo(401);
        client.signIn("deputy");
        assertThat(client.post("/api/papers", paper).status()).isEqualTo(403);
        assertThat(client.get("/api/me").text()).doesNotContain("DRAFTER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE access.account SET password_hash = password_hash || 'x' WHERE username ="
                        + " 'deputy'",
                "UPDATE access.account SET enabled = false WHERE username = 'deputy'",
                "UPDATE access.account SET organisation_id = 'jiangmen-water' WHERE username ="
                        + " 'deputy'",
                "DELETE FROM access.account_role WHERE role = 'DRAFTER'",
                "INSERT INTO access.account_role SELECT id, 'AUDITOR' FROM access.account WHERE"
                        + " username = 'deputy'",
                "UPDATE access.account_role SET role = 'AUDITOR' WHERE role = 'DIRECTOR'",
                "TRUNCATE access.account_role"
            })
    void whatASessionRestsOnEndsAllOfThemAtOnceOnBothServices(String change) {
        Client elsewhere = commands.client().signIn("deputy");
        Client other = commands.client().signIn("auditor");
        try (Running queries = Running.on(database)) {
            Client there = queries.client();
            client.cookies().forEach(cookie -> there.keep(cookie.getName(), cookie.getValue()));
            assertThat(there.get("/api/me").status()).isEqualTo(200);
            owner.sql(change).update();
            for (Client each : List.of(client, elsewhere, there)) {
                assertThat(each.get("/api/me").status()).isEqualTo(401);
                assertThat(each.send(each.request("/api/me").header("X-Unattended", "1")).status())
                        .isEqualTo(401);
            }
            assertThat(sessions("deputy")).isZero();
            if (!change.startsWith("TRUNCATE")) {
                assertThat(other.get("/api/me").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatIsTakenBackBringsNoSessionBack() {
        String sql = "UPDATE access.account SET enabled = ? WHERE username = 'deputy'";
        owner.sql(sql).param(false).update();
        owner.sql(sql).param(true).update();
        assertThat(client.get("/api/me").status()).isEqualTo(401);
        assertThat(client.signIn("deputy", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anotherPostOrNameIsNoReasonToSignInAgain() {
        owner.sql("UPDATE access.account SET post = '局长', name = '谭敏' WHERE username = 'deputy'")
                .update();
        assertThat(client.get("/api/me").text()).contains("谭敏", "局长");
    }

    /** A request that was on its way keeps what it knew of its session. */
    @Test
    void aSessionThatIsKeptOnceMoreAfterItsEndIsOverAllTheSame() {
        owner.sql("CREATE TABLE kept AS SELECT * FROM access.session").update();
        owner.sql("CREATE TABLE kept_attributes AS SELECT * FROM access.session_attributes")
                .update();
        owner.sql("DELETE FROM access.account_role WHERE role = 'DRAFTER'").update();
        assertThat(sessions("deputy")).isZero();
        owner.sql("INSERT INTO access.session SELECT * FROM kept").update();
        owner.sql("INSERT INTO access.session_attributes SELECT * FROM kept_attributes").update();
        assertThat(sessions("deputy")).isEqualTo(1);
        assertThat(client.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aSessionFromBeforeThereWereGenerationsGoesOnUntilSomethingChanges() {
        owner.sql("DELETE FROM access.generation").update();
        owner.sql(
                        "UPDATE access.session_attributes SET attribute_bytes ="
                                + " substring(attribute_bytes FROM 1 FOR 36)")
                .update();
        assertThat(client.get("/api/me").status()).isEqualTo(200);
        owner.sql("DELETE FROM access.account_role WHERE role = 'DRAFTER'").update();
        assertThat(client.get("/api/me").status()).isEqualTo(401);
    }

    private int sessions(String username) {
        return owner.sql(
                        """
                        SELECT count(*) FROM access.session_attributes
                        JOIN access.account ON convert_from(attribute_bytes, 'UTF8') LIKE id || '%'
                        WHERE username = ?\
                        """)
                .param(username)
                .query(Integer.class)
                .single();
    }

    @Test
    void aDisabledAccountIsSignedOutAtTheNextRequestAndStaysOut() {
        owner.sql("UPDATE access.account SET enabled = false WHERE username = 'deputy'").update();
        assertThat(client.get("/api/me").status()).isEqualTo(401);
        assertThat(client.get("/api/session").text()).isEqualTo("{\"user\":null}");
        Client.Answer again = client.signIn("deputy", Client.PASSWORD);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.detail()).isEqualTo(client.signIn("deputy", "wrong").detail());
    }

    @Test
    void anExpiredSessionIsOver() {
        owner.sql("UPDATE access.session SET expiry_time = 0, last_access_time = 0").update();
        assertThat(client.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aSessionInUseIsNotedOnceAMinuteAndNotAtEveryRequest() {
        owner.sql("UPDATE access.session SET last_access_time = last_access_time - 30000").update();
        long before = lastAccess();
        client.get("/api/me");
        assertThat(lastAccess()).isEqualTo(before);
        owner.sql("UPDATE access.session SET last_access_time = last_access_time - 31000").update();
        client.get("/api/me");
        assertThat(lastAccess()).isGreaterThan(before);
    }

    private long lastAccess() {
        return owner.sql("SELECT last_access_time FROM access.session").query(Long.class).single();
    }

    @Test
    void nobodyStaysSignedInForEver() {
        owner.sql("UPDATE access.session SET creation_time = creation_time - 12 * 3600000")
                .update();
        assertThat(client.get("/api/me").status()).isEqualTo(401);
        assertThat(owner.sql("SELECT count(*) FROM access.session").query(Integer.class).single())
                .isZero();
    }

    @Test
    void aSessionIsAliveOrDeadOnBothServicesAtOnce() {
        try (Running queries = Running.on(database)) {
            Client other = queries.client();
            client.cookies().forEach(cookie -> other.keep(cookie.getName(), cookie.getValue()));
            assertThat(other.get("/api/me").status()).isEqualTo(200);
            assertThat(other.delete("/api/session").status()).isEqualTo(204);
            assertThat(client.get("/api/me").status()).isEqualTo(401);
        }
    }
}
