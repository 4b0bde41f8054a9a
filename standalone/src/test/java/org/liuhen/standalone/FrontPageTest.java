package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;

/** The page that says where things are. */
class FrontPageTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    private final Running office = Running.shared();
    private final Client nobody = office.client();

    @Test
    void thePageIsThereForEveryoneWithTheHeadersThatKeepItHarmless() {
        Client.Answer page = asABrowserWould("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.text()).startsWith("<!doctype html>").contains("lang=\"zh-CN\"", "留痕");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.text()).as("nothing from elsewhere").doesNotContain("http:", "https:");
    }

    @Test
    void everyLinkOfThePageLeadsSomewhere() {
        Client auditor = office.as("auditor");
        Matcher links = LINK.matcher(asABrowserWould("/").text());
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(auditor.get(links.group(1)).status()).as(links.group(1)).isEqualTo(200);
        }
        assertThat(found).isGreaterThan(3);
        assertThat(asABrowserWould("/front-page.css").header("Content-Type"))
                .startsWith("text/css");
    }

    private Client.Answer asABrowserWould(String path) {
        return nobody.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + office.port() + path))
                        .header(
                                "Accept",
                                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                        .GET());
    }
}
