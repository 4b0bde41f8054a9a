package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Client;

/** The screens as a browser is given them. */
class ScreensTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private final Running office = Running.shared();
    private final Client nobody = office.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in",
                "/workbench",
                "/duties",
                "/board",
                "/reports",
                "/no-such-screen",
                "/no-such-screen/at-all",
                "/reports/jiangmen-ecology-2023-overall/sections/2.2"
            })
    void thePageIsThereForEveryoneAtEveryAddressOfItsOwn(String path) {
        Client.Answer page = asABrowserWould(path, "identity");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.text()).startsWith("<!doctype html>").contains("lang=\"zh-CN\"", "留痕");
    }

    @Test
    void thePageBringsNothingFromElsewhereAndNothingThatRunsInline() {
        Client.Answer page = asABrowserWould("/", "identity");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.text())
                .doesNotContain("http:", "https:", "<style", "style=")
                .doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void whatThePageIsMadeOfIsThereAndKeptForEver() {
        List<String> assets = links().stream().filter(link -> link.startsWith("/assets/")).toList();
        assertThat(assets).hasSizeGreaterThan(1);
        for (String asset : assets) {
            Client.Answer file = asABrowserWould(asset, "gzip");
            assertThat(file.status()).as(asset).isEqualTo(200);
            assertThat(file.header("Cache-Control"))
                    .as(asset)
                    .contains("max-age=31536000", "private", "immutable");
            assertThat(file.header("Content-Type")).as(asset).matches("text/(javascript|css).*");
            boolean isWorthIt = asABrowserWould(asset, "identity").bytes().length >= 2048;
            assertThat(file.header("Content-Encoding"))
                    .as(asset)
                    .isEqualTo(isWorthIt ? "gzip" : "");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(asABrowserWould("/favicon.svg", "identity").header("Content-Type"))
                .startsWith("image/svg+xml");
    }

    @Test
    void everyOtherLinkOfThePageLeadsSomewhere() {
        assertThat(links())
                .contains("/v3/api-docs")
                .allSatisfy(link -> assertThat(nobody.get(link).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/gone-0.js",
                "/assets/%2e%2e",
                "/nowhere.js",
                "/api",
                "/api/nowhere",
                "/v3/nowhere"
            })
    void elsewhereThereIsNoPage(String path) {
        Client.Answer answer = asABrowserWould(path, "identity");
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private List<String> links() {
        return LINK.matcher(asABrowserWould("/", "identity").text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private Client.Answer asABrowserWould(String path, String encoding) {
        return nobody.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + office.port() + path))
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Encoding", encoding)
                        .GET());
    }
}
