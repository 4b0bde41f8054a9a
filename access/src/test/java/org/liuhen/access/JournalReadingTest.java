package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/journal}. */
class JournalReadingTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Running SERVICE = Running.on(DATABASE);

    private static Client.Answer failure;
    private static Client.Answer signIn;
    private static Client.Answer view;
    private static Client.Answer refusal;
    private static String drafterId;

    private final Client auditor = SERVICE.client().signIn("auditor");

    @BeforeAll
    static void happen() {
        Client drafter = SERVICE.client();
        failure = drafter.signIn("drafter", "wrong");
        signIn = drafter.signIn("drafter", Client.PASSWORD);
        drafterId = signIn.body().at("/user/id").asString();
        view = drafter.get("/api/shown/text/report-1");
        refusal = drafter.post("/api/papers", "{}");
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @MethodSource
    void nobodyButAuditorsAndTheAuditAdministratorReadsIt(String username) {
        Client someone = SERVICE.client().signIn(username);
        assertThat(someone.get("/api/journal").code()).isEqualTo("not-permitted");
    }

    static List<String> nobodyButAuditorsAndTheAuditAdministratorReadsIt() {
        List<String> others =
                new ArrayList<>(
                        DATABASE.asOwner()
                                .sql("SELECT username FROM access.account")
                                .query(String.class)
                                .list());
        others.removeAll(List.of("auditor", "audit-admin"));
        return others;
    }

    @Test
    void strangersAreAskedToSignInAndTheAuditAdministratorMayLook() {
        assertThat(SERVICE.client().get("/api/journal").code()).isEqualTo("not-signed-in");
        assertThat(SERVICE.client().signIn("audit-admin").get("/api/journal").status())
                .isEqualTo(200);
    }

    @Test
    void anEntrySaysEverythingTheContractPromises() {
        JsonNode entry = entry(view);
        assertThat(new TreeSet<>(entry.propertyNames()))
                .containsExactlyInAnyOrder(
                        ("id at code summary person username address method path reportId asked"
                                        + " status detail requestId times firstAt lastAt samples")
                                .split(" "));
        assertThat(entry.path("id").asString()).hasSize(36);
        assertThat(entry.path("at").asString()).endsWith("Z");
        assertThat(Instant.parse(entry.path("at").asString())).isBefore(Instant.now());
        assertThat(entry.path("person").toString())
                .isEqualTo(
                        """
                        {"id":"%s","name":"陈晓岚","organisation":{"id":"jiangmen-ecology",\
                        "name":"江门市生态环境局"},"post":"规划财务科科员"}\
                        """
                                .formatted(drafterId));
        assertThat(entry.path("code").asString()).isEqualTo("report-viewed");
        assertThat(entry.path("username").isNull()).isTrue();
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.path("method").asString()).isEqualTo("GET");
        assertThat(entry.path("path").asString()).isEqualTo("/api/shown/text/report-1");
        assertThat(entry.path("reportId").asString()).isEqualTo("report-1");
        assertThat(entry.path("status").asInt()).isEqualTo(200);
        assertThat(entry.path("requestId").asString()).isEqualTo(view.header(RequestId.HEADER));
    }

    @Test
    void everyEntryIsASentence() {
        assertThat(summary(failure)).isEqualTo("有人以用户名“drafter”办理“登录”被拒绝：用户名或密码不正确，请核对后重新登录。");
        assertThat(summary(signIn)).isEqualTo("江门市生态环境局陈晓岚（规划财务科科员）登录了系统。");
        assertThat(summary(view)).isEqualTo("江门市生态环境局陈晓岚（规划财务科科员）查阅了报告（report-1）。");
        assertThat(summary(refusal))
                .isEqualTo("江门市生态环境局陈晓岚（规划财务科科员）请求“POST /api/papers”被拒绝：" + refusal.detail());
        assertThat(summary(SERVICE.client().signIn("director").get("/api/shown/hidden/report-9")))
                .startsWith("江门市生态环境局梁国栋（局长）办理“翻看样品”（报告 report-9）被拒绝：");
        assertThat(summary(SERVICE.client().get("/api/shown/text/report-2")))
                .isEqualTo("没有登录的人请求“GET /api/shown/text/report-2”被拒绝：您还没有登录，或登录已经失效，请登录后重试。");
    }

    @Test
    void anEntryFromBeforeTheJournalKeptWhoItWasIsStillReadable() {
        DATABASE.asOwner()
                .sql(
                        """
                        INSERT INTO access.journal (id, at, person_id, method, path, status, code, detail)
                        VALUES ('019300a0-0000-7000-8000-000000000001', '2024-11-06T00:00:00Z', 'somebody',
                                'POST', '/api/reports', 500, 'internal', '系统出现内部错误，请稍后重试。')\
                        """)
                .update();
        JsonNode entry = items("?person=somebody").getFirst();
        assertThat(entry.path("person").toString())
                .isEqualTo(
                        "{\"id\":\"somebody\",\"name\":null,\"organisation\":null,\"post\":null}");
        assertThat(entry.path("summary").asString())
                .isEqualTo("人员“somebody”请求“POST /api/reports”没有办成：系统出现内部错误，请稍后重试。");
    }

    @Test
    void theNewestComesFirstAndPagesNeitherMissNorRepeatWhatIsThere() {
        List<String> all = identifiers("?limit=500");
        assertThat(all).hasSizeGreaterThan(20).isSortedAccordingTo((a, b) -> b.compareTo(a));
        List<String> paged = new ArrayList<>();
        JsonNode page = auditor.get("/api/journal?limit=7").body();
        int pages = 1;
        while (!page.path("next").isNull()) {
            page.path("items").forEach(item -> paged.add(item.path("id").asString()));
            assertThat(page.path("items").size()).isEqualTo(7);
            // each look adds an entry, on top and not in the way
            page =
                    auditor.get("/api/journal?limit=7&cursor=" + page.path("next").asString())
                            .body();
            pages++;
        }
        page.path("items").forEach(item -> paged.add(item.path("id").asString()));
        assertThat(pages).isGreaterThan(3);
        assertThat(paged).doesNotHaveDuplicates().containsAll(all);
    }

    @Test
    void readingItIsOnRecord() {
        Client.Answer answer = auditor.get("/api/journal?limit=1");
        assertThat(SERVICE.journal(answer))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("code", "journal-viewed")
                                .containsEntry("person_name", "邓振邦"));
        assertThat(answer.text()).doesNotContain(answer.header(RequestId.HEADER));
    }

    @Test
    void aPersonIsFoundByNameOrIdentifierWithWhatWasTriedInTheirNameAndDoneToTheirAccount() {
        List<String> byName = identifiers("?person=drafter");
        assertThat(items("?person=drafter"))
                .extracting(entry -> entry.path("code").asString())
                .contains(
                        "account-added",
                        "role-granted",
                        "not-signed-in",
                        "signed-in",
                        "report-viewed",
                        "malformed");
        assertThat(identifiers("?person=" + drafterId)).isEqualTo(byName).doesNotHaveDuplicates();
        assertThat(identifiers("?person=drafter&limit=2")).isEqualTo(byName.subList(0, 2));
        assertThat(items("?person=drafter&code=not-signed-in"))
                .extracting(entry -> entry.path("requestId").asString())
                .containsExactly(failure.header(RequestId.HEADER));
        SERVICE.client().signIn("nobody-of-this-name", "x");
        assertThat(items("?person=nobody-of-this-name")).hasSize(1);
    }

    @Test
    void codesAndReportsAreFoundAsTheyAreWritten() {
        assertThat(items("?code=signed-in"))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.path("code").asString()).isEqualTo("signed-in"));
        assertThat(identifiers("?report=report-1"))
                .containsExactly(entry(view).path("id").asString());
        assertThat(items("?code=key-reused")).isEmpty();
        assertThat(items("?report=x&code=report-viewed&person=drafter")).isEmpty();
        assertThat(items("?report=&code=&person=&from=&to=&cursor=")).isNotEmpty();
    }

    @Test
    void timesAreExactFromTheFirstMomentToTheFirstAfter() {
        String at = entry(view).path("at").asString();
        String later = Instant.parse(at).plusNanos(1_000).toString();
        String id = entry(view).path("id").asString();
        assertThat(identifiers("?report=report-1&from=" + at + "&to=" + later)).containsExactly(id);
        assertThat(items("?report=report-1&to=" + at)).isEmpty();
        assertThat(items("?report=report-1&from=" + later)).isEmpty();
        assertThat(identifiers("?from=" + at + "&to=" + later)).contains(id);
        assertThat(identifiers("?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")).contains(id);
        assertThat(items("?to=1969-12-31T23:59:59Z")).isEmpty();
        assertThat(items("?from=2100-01-01T08:00:00%2B08:00")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=x",
                "from=yesterday",
                "to=2024-01-01",
                "code=nothing",
                "report=x&code=y&person=z",
                "from=2024-13-01T00:00:00Z",
                "from=2024-02-01T00:00:00Z&to=2024-01-01T00:00:00Z",
                "cursor=x",
                "cursor=!!!",
                "cursor=MS0xLTEtMS0x",
            })
    void aParameterThatCannotBeReadIsMalformed(String query) {
        Client.Answer answer = auditor.get("/api/journal?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        assertThat(answer.detail()).containsPattern("\\p{IsHan}");
    }

    @Test
    void aCursorOfTwoPartsIsNotOurs() {
        String cursor =
                Base64.getUrlEncoder()
                        .encodeToString(
                                (entry(view).path("id").asString() + "\nx")
                                        .getBytes(StandardCharsets.UTF_8));
        assertThat(auditor.get("/api/journal?cursor=" + cursor).code()).isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR TRUE --", "%", "x'; DROP TABLE access.journal; --", "😀"})
    void hostileValuesFindNothing(String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        assertThat(items("?report=" + encoded)).isEmpty();
        assertThat(auditor.get("/api/journal?person=" + encoded).code()).isEqualTo("not-found");
        assertThat(auditor.get("/api/journal?code=" + encoded).code()).isEqualTo("malformed");
    }

    private JsonNode entry(Client.Answer answer) {
        return items("?limit=500").stream()
                .filter(e ->
                        e.path("requestId").asString("").equals(answer.header(RequestId.HEADER)))
                .findFirst()
                .orElseThrow();
    }

    private String summary(Client.Answer answer) {
        return entry(answer).path("summary").asString();
    }

    private List<String> identifiers(String query) {
        return items(query).stream().map(entry -> entry.path("id").asString()).toList();
    }

    private List<JsonNode> items(String query) {
        Client.Answer answer = auditor.get("/api/journal" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
