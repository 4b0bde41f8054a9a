package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screens' files, where there are any, beside what is the services' own. */
@NeedsNginx
class EdgeScreensTest {
    @TempDir private static Path directory;

    private static Instance command;
    private static Instance query;
    private static Edge edge;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        Path screens = directory.resolve("screens");
        Files.createDirectories(screens.resolve("assets"));
        Files.writeString(screens.resolve("index.html"), "<title>留痕</title>");
        Files.writeString(screens.resolve("favicon.svg"), "<svg/>");
        Files.writeString(screens.resolve("assets/index-1a2b.js"), "1;".repeat(2000));
        command = Instance.started("command");
        query = Instance.started("query");
        edge =
                Edge.before(
                        List.of(command),
                        List.of(query),
                        directory,
                        Map.of("EDGE_SCREENS", screens.toString()));
        caller = Caller.of(edge);
    }

    @AfterAll
    static void stop() {
        edge.close();
        command.close();
        query.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/workbench", "/reports/r-1/sections/2.2", "/apiary"})
    void everyAddressThatIsNotTheServicesOwnIsThePage(String path) {
        HttpResponse<String> page = caller.ask("GET", path);
        assertThat(page.body()).isEqualTo("<title>留痕</title>");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void aFileIsKeptByBrowsersAndCompressed() {
        HttpResponse<String> file = caller.ask("GET", "/assets/index-1a2b.js");
        assertThat(file.body()).startsWith("1;1;");
        assertThat(header(file, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(file, "Cache-Control")).isEqualTo("max-age=31536000");
        assertThat(header(file, "Content-Security-Policy")).contains("default-src 'self'");
        assertThat(
                        header(
                                caller.ask(
                                        "GET", "/assets/index-1a2b.js", "Accept-Encoding", "gzip"),
                                "Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(header(caller.ask("GET", "/favicon.svg"), "Content-Type"))
                .startsWith("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/none",
                "/api",
                "/v3/api-docs",
                "/actuator/health/readiness",
                "/assets/index-gone.js"
            })
    void theServicesOwnIsNotThePage(String path) {
        HttpResponse<String> answer = caller.ask("GET", path);
        assertThat(answer.body()).isEqualTo("query");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/reports", "/assets/index-1a2b.js"})
    void whatIsNoReadingGoesToTheServices(String path) {
        assertThat(caller.ask("POST", path).body()).isEqualTo("command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret", "/assets/../../secret", "/assets/%2e%2e/%2e%2e/secret"})
    void nothingBesideThemIsHandedOut(String path) throws IOException {
        Files.writeString(directory.resolve("secret"), "told");
        assertThat(caller.ask("GET", path).body()).doesNotContain("told");
    }

    private static String header(HttpResponse<?> answer, String name) {
        assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
        return answer.headers().firstValue(name).orElseThrow();
    }
}
