package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RulesTest {
    private static final String PAPER = "{\"title\":null,\"pages\":1,\"lines\":[]}";

    private final Running service = Running.shared();
    private final Client client = service.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/nothing",
                "/error",
                "/actuator",
                "/actuator/env",
                "/actuator/health",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/api/papers/1/",
                "/API/me"
            })
    void whatHasNoRuleIsNotThereForAnyone(String path) {
        Client.Answer anonymous = client.get(path);
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.code()).isEqualTo("not-signed-in");
        client.signIn("auditor");
        Client.Answer signedIn = client.get(path);
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(404);
        assertThat(signedIn.code()).isEqualTo("not-found");
    }

    @Test
    void aMethodWithoutARuleIsNotThereEither() {
        client.signIn("drafter");
        assertThat(client.put("/api/papers", PAPER).code()).isEqualTo("not-found");
        assertThat(client.delete("/api/me").code()).isEqualTo("not-found");
    }

    @Test
    void aRoleIsAskedForWhereTheRuleSaysSo() {
        assertThat(client.get("/api/papers/audited").status()).isEqualTo(401);
        client.signIn("drafter");
        assertThat(client.post("/api/papers", PAPER).status()).isEqualTo(200);
        Client.Answer refused = client.get("/api/papers/audited");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("not-permitted");
        client.signIn("auditor");
        assertThat(client.get("/api/papers/audited").status()).isEqualTo(200);
        assertThat(client.post("/api/papers", PAPER).status()).isEqualTo(403);
    }

    @Test
    void theMostSpecificRuleCountsAsTheMostSpecificControllerAnswers() {
        client.signIn("drafter");
        assertThat(client.get("/api/papers/7").text()).isEqualTo("7");
        assertThat(client.get("/api/papers/audited").status()).isEqualTo(403);
    }

    @Test
    void aHeadRequestIsAReading() {
        Client.Answer answer =
                client.send(
                        client.request("/api/request-id")
                                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void readinessIsPublicAndSaysNoMore() {
        Client.Answer answer = client.get("/actuator/health/readiness");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void noOtherWindowIntoTheProcessIsEvenMade() {
        assertThat(service.bean(PathMappedEndpoints.class).getAllPaths())
                .containsExactly("/actuator/health");
    }

    @Test
    void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
        RuleCoverage.check(endpoints(), tables());
    }

    @Test
    void anEndpointWithoutARuleAndARuleWithoutAnEndpointAreFound() {
        List<EndpointRules> tables = new ArrayList<>(tables());
        tables.removeIf(
                table -> table.rules().stream().anyMatch(r -> r.pattern().equals("/api/me")));
        assertThatThrownBy(() -> RuleCoverage.check(endpoints(), tables))
                .hasMessageContaining("GET /api/me");
        tables.addAll(tables());
        tables.add(
                EndpointRules.of(new EndpointRule(HttpMethod.PUT, "/api/gone", Access.SIGNED_IN)));
        assertThatThrownBy(() -> RuleCoverage.check(endpoints(), tables))
                .hasMessageContaining("PUT /api/gone");
        RuleCoverage.check(endpoints(), tables, "PUT /api/gone");
    }

    @Test
    void aRuleForEverythingIsNoRule() {
        assertThatThrownBy(() -> new EndpointRule(HttpMethod.GET, "/**", Access.PUBLIC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RequestMappingHandlerMapping endpoints() {
        return service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private List<EndpointRules> tables() {
        return service.beans(EndpointRules.class);
    }
}
