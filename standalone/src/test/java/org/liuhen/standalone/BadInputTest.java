package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are broken, hostile or too much: each is told why, and nothing is written. */
class BadInputTest {
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final Paper PAPER = Paper.small();
    private static final int NEVER = 2001;
    private static final String SECTION = "/sections/1.1";

    private final Running office = Running.shared();

    @ParameterizedTest
    @MethodSource
    void whatIsNotJsonOrNotThisJsonIsMalformed(String body) {
        Expect.nothingWritten(() -> {
            Expect.problem(PAPER.tryPut("drafter", SECTION, body), 400, "malformed");
            Expect.problem(office.as("drafter").post("/api/reports", body), 400, "malformed");
        });
    }

    static Stream<String> whatIsNotJsonOrNotThisJsonIsMalformed() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "5",
                "{",
                "}",
                "{\"blocks\": [",
                "{'blocks':[],'basedOn':1}",
                "{blocks:[],basedOn:1}",
                "/* */{\"blocks\":[],\"basedOn\":1}",
                "{\"blocks\":[],\"basedOn\":1}{}",
                "{\"blocks\":[],\"basedOn\":1,}",
                "{\"blocks\":[],\"basedOn\":NaN}",
                "{\"blocks\":[],\"basedOn\":01}",
                "{\"blocks\":[],\"basedOn\":1,\"basedOn\":1}",
                "{\"blocks\":[],\"basedOn\":1,\"title\":\"a\",\"title\":\"b\"}",
                "{\"blocks\":[],\"basedOn\":1,\"title\":\"标题\",\"year\":2021}",
                "{\"\":1}",
                "{\"\\ud800\":1}",
                "{\"" + "k".repeat(200_000) + "\":1}",
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"blocks\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"\u0000\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"\n\"}],\"basedOn\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"blocks\":\"x\",\"basedOn\":1}",
                "{\"blocks\":{},\"basedOn\":1}",
                "{\"blocks\":[1],\"basedOn\":1}",
                "{\"blocks\":[[]],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":5}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":true}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":[\"a\"]}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"paragraph\",\"text\":\"a\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"\",\"text\":\"a\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":0,\"text\":\"a\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"a\",\"html\":\"\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"\\ud800\"}],\"basedOn\":1}",
                "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"\\udc00\\ud800\"}],\"basedOn\":1}",
                "{\"blocks\":[],\"basedOn\":\"1\"}",
                "{\"blocks\":[],\"basedOn\":\"\"}",
                "{\"blocks\":[],\"basedOn\":1.5}",
                "{\"blocks\":[],\"basedOn\":true}",
                "{\"blocks\":[],\"basedOn\":[1]}",
                "{\"blocks\":[],\"basedOn\":1e400}",
                "{\"blocks\":[],\"basedOn\":2147483648}",
                "{\"blocks\":[],\"basedOn\":99999999999999999999999999}"
            })
    void aValueOfAnotherKindIsMalformed(String body) {
        Expect.nothingWritten(
                () -> Expect.problem(PAPER.tryPut("drafter", SECTION, body), 400, "malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":5}",
                "{\"reason\":\"x\"}",
                "[]",
                "{",
                "{\"note\":\"a\",\"note\":\"b\"}"
            })
    void whereABodyMayBeLeftOutABadOneIsStillMalformed(String body) {
        Expect.nothingWritten(() ->
                Expect.problem(
                        PAPER.tryPost("drafter", SECTION + "/submit", body), 400, "malformed"));
    }

    @ParameterizedTest
    @MethodSource
    void textThatNobodyCanReadIsInvalid(int character) {
        String text = "前" + Character.toString(character) + "后";
        Expect.nothingWritten(() -> {
            Expect.invalid(PAPER.tryPut("drafter", SECTION, edit(text)), "blocks/0/text");
            ObjectNode document = document();
            document.put("title", text);
            document.at("/indicators/0/target").asObject().put("unit", text);
            Expect.invalid(office.as("drafter").post("/api/reports", document), "title");
        });
    }

    static Stream<Integer> textThatNobodyCanReadIsInvalid() {
        return Stream.of(0x00, 0x01, 0x08, 0x0B, 0x1B, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF, 0x1FFFE);
    }

    @ParameterizedTest
    @MethodSource
    void bytesThatAreNotUtf8AreMalformed(byte[] body) {
        Expect.nothingWritten(
                () -> Expect.problem(PAPER.tryPut("drafter", SECTION, body), 400, "malformed"));
    }

    static Stream<byte[]> bytesThatAreNotUtf8AreMalformed() {
        String good = "{\"blocks\":[{\"kind\":\"PARAGRAPH\",\"text\":\"预算\"}],\"basedOn\":1}";
        List<byte[]> bodies = new ArrayList<>();
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32BE", "GB18030", "Big5")) {
            bodies.add(good.getBytes(Charset.forName(charset)));
        }
        for (String bad : List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e4\u00b8")) {
            bodies.add(good.replace("预算", bad).getBytes(StandardCharsets.ISO_8859_1));
        }
        return bodies.stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE record.event; -- Robert'); DELETE FROM view.report WHERE ('1'='1",
                "<script>alert(document.cookie)</script><img src=x onerror=alert(1)>&amp;&lt; "
                        + "${jndi:ldap://localhost/a} #{7*7} {{7*7}} <%= 7*7 %> %s %n \\u0041 \\\\",
                "=HYPERLINK(\"http://localhost\",\"点我\") "
                        + "\u202e倒着写\u202c \u200b\ufeff 𠮷野家 😀 e\u0301 Ⅲ ①",
                " 前后有空格\t制表\n换行\r\n "
            })
    void textIsKeptAsItWasEnteredAndNeverInterpreted(String text) {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        document.put("title", text);
        document.at("/sections/0").asObject().put("title", text);
        document.at("/indicators/0").asObject().put("name", text);
        Paper paper = Paper.open("drafter", document);
        paper.edit("drafter", "1.1", Document.paragraphs(text, text));
        paper.submit("drafter", "1.1");
        paper.post(
                "section-head",
                "/sections/1.1/return",
                Document.of(
                        "digest",
                        paper.digest("1.1"),
                        "to",
                        "DRAFTER",
                        "reason",
                        text,
                        "items",
                        List.of(
                                Document.of("ref", "0", "comment", text),
                                Document.of("ref", 1, "comment", "一个数"))));
        JsonNode report = paper.read("drafter");
        for (String place :
                List.of(
                        "/title",
                        "/sections/0/title",
                        "/sections/0/blocks/1/text",
                        "/sections/0/returnItems/0/comment",
                        "/sections/0/opinions/0/opinion",
                        "/indicators/0/name")) {
            assertThat(report.at(place).asString()).as(place).isEqualTo(text);
        }
        assertThat(report.at("/sections/0/returnItems/1/ref").asString()).isEqualTo("1");
        Client.Answer history = office.as("auditor").get(paper.path("/history"));
        assertThat(history.body().at("/items/3/reason").asString()).isEqualTo(text);
        assertThat(history.body().at("/items/3/summary").asString()).contains(text);
        assertThat(history.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @MethodSource
    void tooMuchIsInvalid(String what, ObjectNode document, String path) {
        Expect.nothingWritten(
                () -> Expect.invalid(office.as("drafter").post("/api/reports", document), path));
    }

    static Stream<Arguments> tooMuchIsInvalid() {
        ObjectNode sections = document();
        fill(sections.withArray("sections"), 10_000, n -> Document.section("s" + n, "节"));
        ObjectNode blocks = document();
        fill(blocks.withArray("/sections/0/blocks"), 10_000, n -> Document.paragraphs("x").get(0));
        ObjectNode figures = document();
        fill(
                figures.withArray("indicators"),
                10_000,
                n -> Document.of("key", "i" + n, "name", "n", "section", "1.1"));
        ObjectNode text = document();
        text.at("/sections/0/blocks/0").asObject().put("text", "字".repeat(1_000_000));
        ObjectNode title = document().put("title", "题".repeat(100_000));
        ObjectNode decimal = document();
        decimal.at("/lineItems/0").asObject().put("executed", "9".repeat(10_000));
        ObjectNode key = document();
        key.at("/sections/1").asObject().put("key", "../../etc/passwd");
        ObjectNode year = document().put("fiscalYear", 1_000_000);
        return Stream.of(
                arguments("10,000 sections", sections, "sections"),
                arguments("10,000 paragraphs", blocks, "sections/0/blocks"),
                arguments("10,000 indicators", figures, "indicators"),
                arguments("a text of a million characters", text, "sections/0/blocks/0/text"),
                arguments("a title of 100,000 characters", title, "title"),
                arguments("a decimal of 10,000 digits", decimal, "lineItems/0/executed"),
                arguments("a key that is a path", key, "sections/1/key"),
                arguments("a year nobody will see", year, "fiscalYear"));
    }

    @Test
    void aNumberOfTenThousandDigitsIsMalformed() {
        for (String number :
                List.of("9".repeat(10_000), "0." + "3".repeat(10_000), "1e999999999")) {
            String body = "{\"blocks\":[],\"basedOn\":" + number + "}";
            Expect.nothingWritten(
                    () -> Expect.problem(PAPER.tryPut("drafter", SECTION, body), 400, "malformed"));
        }
    }

    @Test
    void oneByteOverTenMebibytesIsTooLargeHoweverItIsSent() {
        byte[] body = new byte[LARGEST + 1];
        java.util.Arrays.fill(body, (byte) ' ');
        Expect.nothingWritten(() -> {
            Expect.problem(PAPER.tryPut("drafter", SECTION, body), 413, "too-large");
            Expect.problem(
                    PAPER.tryPut(
                            "drafter",
                            SECTION,
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                    413,
                    "too-large");
        });
    }

    @Test
    void tenMebibytesExactlyAreRead() {
        byte[] edit = "{\"blocks\":[],\"basedOn\":7}".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[LARGEST];
        java.util.Arrays.fill(body, (byte) ' ');
        System.arraycopy(edit, 0, body, 0, edit.length);
        Expect.invalid(PAPER.tryPut("drafter", SECTION, body), "basedOn");
    }

    /** Never opened, so its year is used up by nobody. */
    private static ObjectNode document() {
        return Document.small("jiangmen-ecology", NEVER);
    }

    private static void fill(
            ArrayNode list, int times, java.util.function.IntFunction<Object> member) {
        for (int n = 0; n < times; n++) {
            list.addPOJO(member.apply(n));
        }
    }

    private static Object edit(String text) {
        return Document.of("blocks", Document.paragraphs(text), "basedOn", 1);
    }
}
