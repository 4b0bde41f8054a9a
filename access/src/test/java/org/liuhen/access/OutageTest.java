package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutageTest {
    @Test
    void withoutItsDatabaseTheServiceSaysSoAndIsNotReady() {
        TestDatabase database = TestDatabase.create();
        try (Running service = Running.on(database)) {
            Client client = service.client().signIn("drafter");
            shut(TestDatabase.asSuperuser(), service.databaseName());
            for (int i = 0; i < 3; i++) {
                Client.Answer answer = client.get("/api/me");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                assertThat(answer.text()).doesNotContain("Hikari", "jdbc");
            }
            Client.Answer signingIn = service.client().signIn("drafter", Client.PASSWORD);
            assertThat(signingIn.status()).as(signingIn.toString()).isEqualTo(503);
            assertThat(service.client().get("/actuator/health/readiness").text())
                    .isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(service.client().get("/actuator/health/liveness").status())
                    .as("to start it again would help nobody")
                    .isEqualTo(200);
            assertThat(service.client().get("/api/session").text()).isEqualTo("{\"user\":null}");
            assertThat(service.client().get("/api/me").status()).isEqualTo(401);
        }
    }

    /** Lets nobody in any more, and throws everybody out. */
    private static void shut(JdbcClient neighbour, String name) {
        neighbour.sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false").update();
        neighbour
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .param(name)
                .query()
                .listOfRows();
    }
}
