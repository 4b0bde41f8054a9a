package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.RuleCoverage;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The command side as a program of its own. */
class CommandServiceTest {
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        Map<String, Object> settings = new HashMap<>(TestDatabase.create().properties());
        settings.put("server.port", 0);
        settings.put("liuhen.mode", "demonstration");
        settings.put("liuhen.bcrypt-strength", 4);
        SpringApplication application = CommandService.application();
        application.setRegisterShutdownHook(false); // the database of the tests is gone by then
        service =
                application.run(
                        settings.entrySet().stream()
                                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                                .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void itTakesCommandsOfWhoeverSignsIn() {
        Client drafter = client().signIn("drafter");
        Client.Answer opened = drafter.post("/api/reports", Papers.document(2023));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        String report = "/api/reports/" + opened.body().path("reportId").asString();
        assertThat(
                        drafter.post(report + "/sections/1.1/submit", Map.of("note", ""))
                                .body()
                                .path("version")
                                .asInt())
                .isEqualTo(2);
        assertThat(drafter.get(report).code()).as("asked on this side").isEqualTo("not-found");
    }

    @Test
    void itsMetricsTellOfCommandsRefusalsConflictsAndTheSeal() {
        Client drafter = client().signIn("drafter");
        drafter.post("/api/reports/nowhere-2023-overall/forward", Map.of("opinion", "同意"));
        URI metrics =
                URI.create(
                        "http://localhost:%s/actuator/prometheus"
                                .formatted(
                                        service.getEnvironment()
                                                .getRequiredProperty("local.management.port")));
        assertThat(drafter.send(HttpRequest.newBuilder(metrics).GET()).text())
                .containsPattern(
                        "liuhen_command_seconds_count\\{command=\"ForwardReport\",[^}]*outcome=\"not-found\"} 1")
                .contains(
                        "liuhen_refusals_total{code=\"not-found\"} ",
                        "liuhen_append_conflicts_total{outcome=\"given-up\"} 0.0",
                        "liuhen_seal_age_seconds ",
                        "liuhen_seal_waiting_events ");
    }

    @Test
    void whatHasNoRuleIsNotThere() {
        RuleCoverage.check(
                service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                service.getBeanProvider(EndpointRules.class).stream().toList());
    }

    @Test
    void itIsReadyAndSeals() {
        assertThat(client().get("/actuator/health/readiness").text()).contains("UP");
        assertThat(client().get("/actuator/health/sealing").text()).contains("UP");
        assertThat(client().get("/api/seal/key").status()).isEqualTo(200);
    }

    private static Client client() {
        return Client.at(((WebServerApplicationContext) service).getWebServer().getPort());
    }
}
