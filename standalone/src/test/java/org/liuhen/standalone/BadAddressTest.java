package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Client;
import tools.jackson.databind.json.JsonMapper;

/** Paths, queries and headers that nobody should send: each is told why, and nothing is written. */
class BadAddressTest {
    private static final Paper PAPER = Paper.small();
    private static final Instant PAST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant AHEAD = Instant.now().plus(Duration.ofHours(1));

    private final Running office = Running.shared();

    @ParameterizedTest
    @MethodSource
    void aPathThatCannotBeReadIsMalformed(String path) {
        nothingComesOf(path, 400, "malformed");
    }

    static Stream<String> aPathThatCannotBeReadIsMalformed() {
        return Stream.of(
                "%00",
                "x%00y",
                "%0d%0aSet-Cookie:%20a=b",
                "%E2%80%A8",
                "..",
                "../session",
                "%2e%2e/session",
                "..%2f..%2fsession",
                "%252e%252e/session",
                "x%2fy",
                "x%5cy",
                "a;b=c",
                "%3b",
                "//x",
                "%ED%A0%80",
                "%C0%AF",
                "%FF",
                "%zz",
                "x%",
                "<script>",
                "a|b",
                "x".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource
    void aNameThatNobodyGaveIsNotFound(String path) {
        nothingComesOf(path, 404, "not-found");
    }

    static Stream<String> aNameThatNobodyGaveIsNotFound() {
        return Stream.of(
                "none",
                "%1b",
                "%E6%8A%A5%E5%91%8A",
                "%F0%9F%98%80",
                "%EF%BF%BF",
                "'%20OR%20'1'='1",
                "x@1",
                "-",
                "x".repeat(5_000),
                "jiangmen-ecology-2023-overall.json",
                "JIANGMEN-ECOLOGY-2023-OVERALL");
    }

    @ParameterizedTest
    @MethodSource
    void aQueryThatMakesNoSenseIsMalformed(String query) {
        Expect.problem(raw("GET", query), 400, "malformed");
    }

    static Stream<String> aQueryThatMakesNoSenseIsMalformed() {
        String report = "/api/reports/" + PAPER.id();
        String far = "%2B999999999-12-31T23:59:59Z";
        Stream<String> reports =
                Stream.of(
                        "limit=0",
                        "limit=-1",
                        "limit=501",
                        "limit=x",
                        "limit=1e3",
                        "limit=99999999999",
                        "year=x",
                        "year=2023.5",
                        "year=99999999999",
                        "stage=department",
                        "stage=x",
                        "at=" + AHEAD,
                        "cursor=x",
                        "cursor=!!!",
                        "cursor=%00",
                        "cursor=" + cursor("2023"),
                        "cursor=" + cursor("x", "y"),
                        "cursor=" + cursor("99999999999", "y"),
                        "cursor=" + cursor("1", "\0"),
                        "department=%ED%A0%80",
                        "department=%FF",
                        "department=%",
                        "%FF=1",
                        "a&b&=&&==",
                        "department=%0a");
        Stream<String> one =
                Stream.of(
                        "version=x",
                        "version=1.0",
                        "version=99999999999999999999",
                        "minVersion=x",
                        "at=yesterday",
                        "at=2023-01-01",
                        "at=2023-13-01T00:00:00Z",
                        "at=" + far,
                        "at=-0001-01-01T00:00:00Z",
                        "version=1&at=2023-01-01T00:00:00Z",
                        "minVersion=-1",
                        "at=" + AHEAD,
                        "at=9999-12-31T23:59:59Z");
        Stream<String> trail =
                Stream.of(
                        "after=x",
                        "after=-1",
                        "after=99999999999999999999",
                        "limit=0",
                        "type=x",
                        "type=SectionReturned",
                        "from=yesterday",
                        "from=2024-03-02T00:00:00Z&to=2024-03-01T00:00:00Z",
                        "from=2024-03-01T00:00:00%2B08:00&to=2024-02-29T15:59:59Z");
        Stream<String> papers = Stream.of("at=" + AHEAD, "version=x", "version=1&at=" + AHEAD);
        Stream<String> decisions = Stream.of("after=x", "after=-1", "limit=0");
        Stream<String> diff = Stream.of("", "from=1", "to=1", "from=x&to=1", "from=1&to=");
        Stream<String> inbox =
                Stream.of(
                        "box=x",
                        "minVersion=x",
                        "minVersion=@1",
                        "minVersion=x@",
                        "minVersion=x@-1",
                        "minVersion=x@y",
                        "minVersion=x@99999999999999999999",
                        "limit=1000",
                        "at=" + AHEAD,
                        "cursor=" + cursor(far, "x", "y"),
                        "cursor=" + cursor("+999999999-12-31T23:59:59Z", "x", "y"),
                        "cursor=" + cursor("x", "y"));
        return Stream.of(
                        reports.map(query -> "/api/reports?" + query),
                        one.map(query -> report + "?" + query),
                        trail.map(query -> report + "/history?" + query),
                        diff.map(query -> report + "/diff?" + query),
                        Stream.of(
                                report + "/history.csv?type=x",
                                report + "/history.xlsx?from=" + AHEAD + "&to=" + PAST),
                        papers.flatMap(query ->
                                Stream.of("/report.docx?", "/approval-sheet.docx?")
                                        .map(paper -> report + paper + query)),
                        decisions.map(query -> report + "/decisions?" + query),
                        Stream.of("/api/board?at=" + AHEAD, "/api/board?year=x"),
                        inbox.map(query -> "/api/inbox?" + query))
                .flatMap(queries -> queries);
    }

    @ParameterizedTest
    @MethodSource
    void aCodeThatThereIsNotIsRefusedWithThoseThereAre(String path, String known) {
        Client.Answer answer = office.as("auditor").get(path);
        assertThat(Expect.problem(answer, 400, "malformed").detail()).contains("可选", known);
    }

    static Stream<Arguments> aCodeThatThereIsNotIsRefusedWithThoseThereAre() {
        return Stream.of(
                Arguments.of(PAPER.path("/history?type=x"), "section-returned"),
                Arguments.of(PAPER.path("/history.csv?type=x"), "section-returned"),
                Arguments.of(PAPER.path("/exceptions?kind=x"), "decided-twice"),
                Arguments.of("/api/journal?code=x", "report-viewed"),
                Arguments.of("/api/journal?code=Signed-In", "role-granted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/reports?department=none",
                "/api/reports?department=jiangmen-ecolgy",
                "/api/inbox?user=none",
                "/api/journal?person=nobody-ever-tried-this",
                "{r}/history?actor=none",
                "{r}/history?section=9.9",
                "{r}/history?indicator=none",
                "{r}/history?lineItem=none",
                "{r}/history.xlsx?section=9.9",
                "{r}/decisions?section=9.9",
                "{r}?version=0",
                "{r}?version=-1",
                "{r}?version=999999",
                "{r}/report.docx?version=0",
                "{r}/diff?from=0&to=1",
                "{r}/diff?from=1&to=999999",
                "{r}?at=2001-01-01T00:00:00Z"
            })
    void whoOrWhatThereIsNotIsNotFound(String path) {
        Client.Answer answer = office.as("auditor").get(path.replace("{r}", PAPER.path("")));
        Expect.problem(answer, 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void thePageThatTheContainerApologisesWithIsNoPageToAskFor(String method) {
        Client.Answer answer = raw(method, "/error");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "1-1-1-1-1",
                "018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9e0",
                "018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9e0f0",
                "{018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9e0f}",
                "018f3c1e7a2b7c3d9e4f5a6b7c8d9e0f",
                "018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9eXX",
                "'; DROP TABLE record.receipt; --"
            })
    void aKeyThatIsNoUuidIsMalformed(String key) {
        Expect.nothingWritten(() -> {
            Client drafter = office.as("drafter");
            Client.Answer answer =
                    drafter.send(
                            drafter.withToken(drafter.request(PAPER.path("/sections/1.1/submit")))
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", key)
                                    .POST(BodyPublishers.ofString("{}")));
            assertThat(Expect.problem(answer, 400, "malformed").detail())
                    .contains("Idempotency-Key");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "nonsense",
                "",
                "application/json; charset=gbk",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense"
            })
    void aBodyThatIsSaidToBeNoJsonInUtf8IsMalformed(String type) {
        Expect.nothingWritten(() -> {
            Client drafter = office.as("drafter");
            Client.Answer answer =
                    drafter.send(
                            drafter.withToken(drafter.request(PAPER.path("/sections/1.1")))
                                    .header("Content-Type", type)
                                    .PUT(BodyPublishers.ofString("{\"blocks\":[],\"basedOn\":1}")));
            Expect.problem(answer, 400, "malformed");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /api/reports/x", "PATCH /api/reports", "PUT /api/reports",
                "POST /api/reports/x", "POST /api/reports/x/history", "GET /api/reports/x/forward",
                "OPTIONS /api/reports", "GET /API/reports", "GET /api",
                "GET /api/reports/", "GET /api/reports/jiangmen-ecology-2023-overall/",
                        "GET /api/reports/x/sections/y"
            })
    void whatIsNoEndpointIsNotFound(String request) {
        String[] line = request.split(" ");
        Expect.nothingWritten(() -> Expect.problem(raw(line[0], line[1]), 404, "not-found"));
    }

    private void nothingComesOf(String path, int status, String code) {
        Expect.nothingWritten(() -> {
            Expect.problem(raw("GET", "/api/reports/" + path), status, code);
            for (String more : List.of("/forward", "/sections/1.1/submit")) {
                Expect.problem(raw("POST", "/api/reports/" + path + more), status, code);
            }
            Expect.problem(raw("POST", PAPER.path("/sections/" + path + "/submit")), status, code);
        });
    }

    /** What no library would send, as the drafter. */
    private Client.Answer raw(String method, String path) {
        Client drafter = office.as("drafter");
        String cookies =
                drafter.cookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
        String request =
                String.join(
                        "\r\n",
                        method + " " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Cookie: " + cookies,
                        "X-XSRF-TOKEN: " + drafter.cookie("XSRF-TOKEN").orElseThrow(),
                        "Content-Type: application/json",
                        "Content-Length: 2",
                        "",
                        "{}");
        try (Socket socket = new Socket("localhost", office.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return answer(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    private static Client.Answer answer(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        String[] head = parts[0].split("\r\n");
        HttpHeaders headers =
                HttpHeaders.of(
                        Arrays.stream(head)
                                .skip(1)
                                .map(line -> line.split(": ", 2))
                                .collect(
                                        Collectors.groupingBy(
                                                pair -> pair[0],
                                                Collectors.mapping(
                                                        pair -> pair[1], Collectors.toList()))),
                        (_, _) -> true);
        return new Client.Answer(
                Integer.parseInt(head[0].split(" ")[1]),
                JsonMapper.shared().readTree(parts[1]),
                headers,
                parts[1].getBytes(StandardCharsets.UTF_8));
    }

    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
