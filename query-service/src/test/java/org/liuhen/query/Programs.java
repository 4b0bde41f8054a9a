package org.liuhen.query;

import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The two sides as programs of their own, each on a database. */
final class Programs {
    private Programs() {}

    static ConfigurableApplicationContext run(
            SpringApplication program, TestDatabase database, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.put("server.port", 0);
        settings.put("liuhen.mode", "demonstration");
        settings.put("liuhen.bcrypt-strength", 4);
        settings.putAll(more);
        program.setRegisterShutdownHook(false); // the database of the tests is gone by then
        return program.run(
                settings.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }

    static int port(ConfigurableApplicationContext program) {
        return ((WebServerApplicationContext) program).getWebServer().getPort();
    }

    static Client client(ConfigurableApplicationContext program) {
        return Client.at(port(program));
    }

    static Client operator(ConfigurableApplicationContext program) {
        return Client.at(
                program.getEnvironment()
                        .getRequiredProperty("local.management.port", Integer.class));
    }

    static void awaitReadiness(ConfigurableApplicationContext program, int status) {
        await().until(() -> client(program).get("/actuator/health/readiness").status() == status);
    }

    /** For a query side on a database of its own: accounts are where the record is. */
    static Map<String, Object> accountsOf(TestDatabase record) {
        return Map.of(
                "liuhen.accounts.database.url", record.settings().url(),
                "liuhen.accounts.database.username", record.settings().username(),
                "liuhen.accounts.database.password", record.settings().password());
    }
}
