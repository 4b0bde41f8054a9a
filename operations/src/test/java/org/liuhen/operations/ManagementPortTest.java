package org.liuhen.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.RuleCoverage;
import org.liuhen.access.StartRefused;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What operators see, and who else does not. */
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortTest {
    private static final Sample SERVICE = Sample.start();

    private final Client operator = Client.at(SERVICE.managementPort());
    private final Client anyone = Client.at(SERVICE.port());

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void metricsAreThereForPrometheus() {
        anyone.get("/api/session");
        assertThat(SERVICE.metrics())
                .contains(
                        "hikaricp_connections{pool=\"liuhen\"",
                        "hikaricp_connections{pool=\"liuhen-accounts\"",
                        "jvm_memory_used_bytes",
                        "http_server_requests_seconds_bucket",
                        "liuhen_refusals_total{code=\"not-signed-in\"} ");
        assertThat(operator.get("/actuator/metrics/hikaricp.connections").status()).isEqualTo(200);
    }

    @Test
    void healthIsToldWithItsDetails() {
        assertThat(operator.get("/actuator/health").body().at("/components/db/status").asString())
                .isEqualTo("UP");
        assertThat(operator.get("/actuator/health/readiness").body().path("components"))
                .extracting(c -> c.path("status").asString())
                .containsOnly("UP");
    }

    @Test
    void onTheServicesPortItIsOneWord() {
        assertThat(anyone.get("/actuator/health/readiness").text())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(anyone.get("/actuator/health/liveness").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(anyone.get("/actuator/health/db").code()).isEqualTo("not-found");
        for (String path :
                List.of("/actuator/prometheus", "/actuator/metrics", "/actuator/health")) {
            assertThat(anyone.get(path).status()).as(path).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/api/session",
                "/api/journal"
            })
    void whatHasNoRuleIsNotThereForOperatorsEither(String path) {
        Client.Answer answer = operator.get(path);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 404);
    }

    @Test
    void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
        RuleCoverage.checkManagement(
                SERVICE.bean(WebEndpointsSupplier.class), SERVICE.beans(EndpointRules.class));
        assertThatThrownBy(() ->
                        RuleCoverage.checkManagement(
                                SERVICE.bean(WebEndpointsSupplier.class), List.of()))
                .hasMessageContaining("GET /actuator/prometheus");
    }

    @Test
    void onlyThisMachineReachesIt() throws IOException {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
                }
            }
        }
        connect(InetAddress.ofLiteral("127.0.0.1"));
    }

    private static void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, SERVICE.managementPort()), 1_000);
        }
    }

    @Test
    void aTakenPortIsSaidSoInWords(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String setting = "--management.server.port=" + taken.getLocalPort();
            assertThatThrownBy(() -> Sample.start(setting).close());
            assertThat(output)
                    .contains("运维端口 " + taken.getLocalPort() + " 已被", "--management.server.port=");
        }
    }

    @Test
    void onePortForBothIsRefused() {
        assertThatThrownBy(() ->
                        Sample.start("--server.port=8080", "--management.server.port=8080").close())
                .isInstanceOf(StartRefused.class);
    }
}
