package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
        assertThat(client.post("/api/papers", paper).status()).isEqualTo(403);
        assertThat(client.get("/api/me").text()).doesNotContain("DRAFTER");
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
