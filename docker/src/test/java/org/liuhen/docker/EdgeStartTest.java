package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What is missing it says, and what is given nginx understands. */
class EdgeStartTest {
    private static final Map<String, String> SERVICES =
            Map.of(
                    "EDGE_COMMAND",
                    "127.0.0.1:9001 127.0.0.1:9002",
                    "EDGE_QUERY",
                    "127.0.0.1:9003 127.0.0.1:9004",
                    "EDGE_LISTEN",
                    "127.0.0.1:8088");

    @TempDir private Path directory;

    @Test
    void withoutTheServicesAddressesItDoesNotStart() throws Exception {
        assertThat(refusal(Map.of("EDGE_QUERY", "q:8080"))).contains("没有配置 EDGE_COMMAND");
        assertThat(refusal(Map.of("EDGE_COMMAND", "c:8080"))).contains("没有配置 EDGE_QUERY");
    }

    @Test
    void aCertificateNeedsAKeyAndBothMustBeThere() throws Exception {
        Path certificate = Files.createFile(directory.resolve("certificate.pem"));
        assertThat(refusal(with("EDGE_CERTIFICATE", certificate.toString())))
                .contains("没有配置私钥 EDGE_CERTIFICATE_KEY");
        assertThat(
                        refusal(
                                with(
                                        "EDGE_CERTIFICATE",
                                        "/none.pem",
                                        "EDGE_CERTIFICATE_KEY",
                                        certificate.toString())))
                .contains("读不到证书文件 /none.pem");
    }

    @Test
    void nothingIsLeftToFillIn() throws Exception {
        Process script = Edge.start(directory, SERVICES, "render");
        assertThat(script.waitFor()).isZero();
        assertThat(Files.readString(directory.resolve("edge.out")))
                .contains("server 127.0.0.1:9002 max_fails=1")
                .doesNotContain("${EDGE", "#EDGE", "ssl_certificate", "real_ip");
    }

    @Test
    @EnabledIf(
            value = "org.liuhen.docker.Edge#isInstalled",
            disabledReason =
                    "no nginx here, so its configuration is not checked: apt-get install nginx")
    void nginxFindsNothingWrongWithIt() throws Exception {
        Certificate certificate = Certificate.madeIn(directory);
        assertThat(check(SERVICES)).isEmpty();
        assertThat(
                        check(
                                with(
                                        "EDGE_CERTIFICATE",
                                        certificate.file().toString(),
                                        "EDGE_CERTIFICATE_KEY",
                                        certificate.key().toString(),
                                        "EDGE_TRUSTED_PROXIES",
                                        "10.0.0.0/8 fd00::/8")))
                .isEmpty();
        assertThat(check(with("EDGE_LISTEN", "nowhere:none"))).contains("nowhere:none");
    }

    private String check(Map<String, String> settings) throws Exception {
        Process script = Edge.start(directory, settings, "-t", "-q");
        script.waitFor();
        return Files.readString(directory.resolve("edge.out"));
    }

    private String refusal(Map<String, String> settings) throws Exception {
        Process script = Edge.start(directory, settings);
        assertThat(script.waitFor()).isOne();
        return Files.readString(directory.resolve("edge.out"));
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> settings = new HashMap<>(SERVICES);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }
}
