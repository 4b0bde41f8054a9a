package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Where a request comes from is believed of the proxies that are named, and of nobody else. */
class ProxiesTest {
    private static final Running BEHIND =
            Running.on(TestDatabase.create(), "liuhen.proxies=127.0.0.0/8, ::1, 10.9.0.0/16");

    @AfterAll
    static void stop() {
        BEHIND.close();
    }

    @Test
    void withoutProxiesNobodyIsBelieved() {
        Running service = Running.shared();
        Client.Answer answer = said(service.client(), "203.0.113.9");
        assertThat(address(service, answer)).isEqualTo("127.0.0.1");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void aMachineThatIsNotNamedIsNotBelieved() {
        String others = "10.0.0.0/8,203.0.113.9,::2,192.168.0.0/16,127.0.0.2";
        try (Running service = Running.on(TestDatabase.create(), "liuhen.proxies=" + others)) {
            Client.Answer answer = said(service.client(), "203.0.113.9");
            assertThat(address(service, answer)).isEqualTo("127.0.0.1");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    203.0.113.9                        | 203.0.113.9
                    6.6.6.6, 203.0.113.9               | 203.0.113.9
                    6.6.6.6, 203.0.113.9, 10.9.1.1     | 203.0.113.9
                    10.9.1.1                           | 10.9.1.1
                    2001:db8:1:2:3:4:5:6               | 2001:db8:1:2:3:4:5:6
                    nonsense                           | 127.0.0.1
                    203.0.113.9, nonsense, 10.9.1.1    | 10.9.1.1
                    <script>                           | 127.0.0.1
                    """)
    void aNamedProxyIsBelievedWhomItSpeaksFor(String said, String address) {
        Client.Answer answer = said(BEHIND.client(), said);
        assertThat(address(BEHIND, answer)).isEqualTo(address);
        assertThat(answer.header("Strict-Transport-Security")).contains("max-age=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    server.forward-headers-strategy=native                 | liuhen.proxies
                    server.forward-headers-strategy=framework              | liuhen.proxies
                    server.tomcat.remoteip.remote-ip-header=X-Real-IP      | liuhen.proxies
                    liuhen.proxies=edge.example                            | 10.1.0.0/24
                    liuhen.proxies=10.0.0.0/33                             | 10.1.0.0/24
                    """)
    void whatWouldBelieveOthersDoesNotStart(String setting, String action) {
        TestDatabase database = TestDatabase.create();
        Throwable failure = catchThrowable(() -> Running.on(database, setting).close());
        FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(failure);
        assertThat(analysis).as("analysis of " + failure).isNotNull();
        assertThat(analysis.getAction()).contains(action);
    }

    private static Client.Answer said(Client client, String forwarded) {
        return client.send(
                client.request("/api/nothing")
                        .header("X-Forwarded-For", forwarded)
                        .header("X-Forwarded-Proto", "https")
                        .GET());
    }

    private static String address(Running service, Client.Answer answer) {
        List<String> found =
                service.journal(answer).stream().map(row -> (String) row.get("address")).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
