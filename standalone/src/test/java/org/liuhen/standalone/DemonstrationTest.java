package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class DemonstrationTest {
    private final TestDatabase database = TestDatabase.create();

    @Test
    void everyInboxShowsSomethingAndAnotherStartAddsNothing(CapturedOutput output) {
        long events;
        try (ConfigurableApplicationContext liuhen = start()) {
            int port = ((WebServerApplicationContext) liuhen).getWebServer().getPort();
            for (String username :
                    List.of(
                            "drafter",
                            "drafter2",
                            "section-head",
                            "director",
                            "deputy",
                            "water-drafter",
                            "water-head",
                            "water-director",
                            "budget-officer",
                            "performance-officer",
                            "congress-reviewer")) {
                Client client = Client.at(port).signIn(username);
                assertThat(client.get("/api/inbox").body().path("items")).as(username).isNotEmpty();
            }
            assertThat(Client.at(port).signIn("auditor").get("/api/reports").body().path("items"))
                    .hasSize(2);
            events = events();
        }
        try (ConfigurableApplicationContext _ = start()) {
            assertThat(events()).isEqualTo(events);
        }
        assertThat(output)
                .as("where the data really are")
                .contains("数据留在 " + database.settings().url().split("\\?", 2)[0] + "，")
                .doesNotContain("./data");
    }

    private ConfigurableApplicationContext start() {
        SpringApplication application = Standalone.application();
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.put("server.port", 0);
        settings.put("liuhen.mode", "demonstration");
        settings.put("liuhen.bcrypt-strength", 4);
        application.setDefaultProperties(settings);
        return application.run("--server.port=0");
    }

    private long events() {
        return database.asOwner()
                .sql("SELECT count(*) FROM record.event")
                .query(Long.class)
                .single();
    }
}
