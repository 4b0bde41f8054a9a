package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client can say. */
class RawTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/{me} HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/<script>alert(1)</script> HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/\u0007 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/me HTTP/1.1\r\n",
                "GET /api/me HTTP/9.1\r\nHost: localhost\r\n",
                "GET /api/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n",
                "TRACE /api/me HTTP/1.1\r\nHost: localhost\r\n",
                "NONSENSE /api/me HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/me HTTP/1.1\r\nHost: a b\r\n",
                "POST /api/papers HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n",
                "POST /api/papers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n",
            })
    void whatCannotBeARequestIsRefusedWithoutAPageAboutTheServer(String head) throws IOException {
        String answer = send(head + "Connection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        "\r\nX-Request-Id: ", "\r\n\r\n{\"type\":\"urn:liuhen:problem:malformed\"")
                .doesNotContain("<html", "Tomcat", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/<papers> HTTP/1.1\r\nHost: localhost\r\n",
                "\u0016\u0003\u0001\u0002\u0001 /api HTTP/1.1\r\nHost: localhost\r\n"
            })
    void alsoWhatTheContainerCouldNotReadIsRecorded(String head) throws IOException {
        String answer = send(head + "Connection: close\r\n\r\n");
        String id = answer.split("\"requestId\":\"")[1].split("\"")[0];
        assertThat(
                        Running.shared()
                                .database()
                                .sql("SELECT code FROM access.journal WHERE request_id = ?::uuid")
                                .param(id)
                                .query(String.class)
                                .list())
                .containsExactly("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n{\"username\":",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
            })
    void aBodyThatDoesNotArriveWholeIsRefused(String rest) throws IOException {
        String answer =
                send(
                        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nCookie: XSRF-TOKEN=t\r\n"
                                + "X-XSRF-TOKEN: t\r\nContent-Type: application/json\r\n"
                                + rest);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"", "没有完整送达");
        Matcher id = Pattern.compile("X-Request-Id: (\\S+)").matcher(answer);
        assertThat(id.find()).isTrue();
        assertThat(Running.shared().journal(new RequestId(UUID.fromString(id.group(1)))))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsEntry("code", "malformed"));
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", Running.shared().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
