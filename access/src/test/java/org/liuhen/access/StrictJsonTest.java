package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final String LINE = "{'name':'n','count':1,'category':'QUANTITY'}";

    private final Client client = Running.shared().client().signIn("drafter");

    @Test
    void whatIsMeantIsReadAndAbsenceIsShown() {
        Client.Answer answer = file("{'title':null,'pages':2,'lines':[" + LINE + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"title\":null,\"pages\":2,\"lines\":[{\"name\":\"n\",\"count\":1,\"category\":\"QUANTITY\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'title':'t','pages':1,'lines':[],'more':1}                     | “more”
                    {'title':'t','pages':1,'lines':[{'name':'n','count':1,'kount':1}]} | “lines/0/kount”
                    {'title':1,'pages':1,'lines':[]}                                | “title”应为文字
                    {'title':1.5,'pages':1,'lines':[]}                              | “title”应为文字
                    {'title':true,'pages':1,'lines':[]}                             | “title”应为文字
                    {'title':{},'pages':1,'lines':[]}                               | “title”应为文字
                    {'title':['t'],'pages':1,'lines':[]}                            | “title”应为文字
                    {'title':'t','pages':'1','lines':[]}                            | “pages”应为数字
                    {'title':'t','pages':'','lines':[]}                             | “pages”应为数字
                    {'title':'t','pages':1.5,'lines':[]}                            | “pages”应为数字
                    {'title':'t','pages':true,'lines':[]}                           | “pages”应为数字
                    {'title':'t','pages':null,'lines':[]}                           | “pages”应为数字
                    {'title':'t','lines':[]}                                        | “pages”应为数字
                    {'title':'t','pages':99999999999,'lines':[]}                    | “pages”
                    {'title':'t','pages':1,'lines':{}}                              | “lines”应为数组
                    {'title':'t','pages':1,'lines':''}                              | “lines”应为数组
                    {'title':'t','pages':1,'lines':['']}                            | “lines/0”应为对象
                    {'title':'t','pages':1,'lines':[{'category':'quantity'}]}       | “lines/0/category”只能是 QUANTITY、
                    {'title':'t','pages':1,'lines':[{'category':0}]}                | “lines/0/category”只能是
                    {'title':'t','pages':1,'lines':[{'category':'0'}]}              | “lines/0/category”只能是
                    {'title':'t','pages':1,'lines':[{'category':''}]}               | “lines/0/category”只能是
                    {'title':'t','title':'u','pages':1,'lines':[]}                  | 重复的字段
                    {'title':'t','pages':1,'lines':[]} {}                           | JSON
                    {'title':'t','pages':1,'lines':[]},                             | JSON
                    {'title':'t','pages':1,'lines':[                                | JSON
                    {'title':'t','pages':01,'lines':[]}                             | 第 1 行第
                    {'title':'t','pages':NaN,'lines':[]}                            | JSON
                    // comment {}                                                   | JSON
                    []                                                              | 请求体应为对象
                    'text'                                                          | 请求体应为对象
                    1                                                               | 请求体应为对象
                    null                                                            | 请求体为空
                    ` `                                                             | 请求体为空
                    """)
    void whatIsNotMeantIsRefusedAndTheSentenceSaysWhere(String body, String said) {
        Client.Answer answer = file(body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        assertThat(answer.detail()).contains(said).endsWith("。");
    }

    @Test
    void aMissingBodyIsMalformed() {
        assertThat(client.post("/api/papers", null).detail()).contains("请求体为空");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(client.post("/api/anything", nested(50)).status()).isEqualTo(200);
        for (int depth : new int[] {51, 100_000}) {
            Client.Answer answer = client.post("/api/anything", nested(depth));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail()).contains("嵌套过深");
        }
    }

    @Test
    void aRepeatedFieldIsRefusedWhateverTheBodyIsReadInto() {
        assertThat(client.post("/api/anything", "{\"a\":1,\"b\":{\"a\":1}}").status())
                .isEqualTo(200);
        assertThat(client.post("/api/anything", "{\"b\":{\"a\":1,\"a\":1}}").status())
                .isEqualTo(400);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void deepNestingInAnUnknownFieldIsRefusedToo() {
        assertThat(file("{'x':" + "{'x':".repeat(60_000)).status()).isEqualTo(400);
        assertThat(file("[".repeat(1_000_000)).status()).isEqualTo(400);
    }

    @Test
    void anEndlessNumberIsRefused() {
        assertThat(file("{'pages':" + "9".repeat(1_000_000) + "}").detail()).contains("过长");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String bytes : new String[] {"80", "C0AF", "EDA080", "FF", "F8888080", "E4BD"}) {
            Client.Answer answer = client.post("/api/papers", withTitle(bytes));
            assertThat(answer.status()).as(bytes).isEqualTo(400);
            assertThat(answer.detail()).contains("UTF-8");
        }
    }

    @Test
    void otherEncodingsAreRefusedEvenWhenTheyAreNamed() {
        String body = "{\"title\":\"预算\",\"pages\":1,\"lines\":[]}";
        for (Charset charset :
                new Charset[] {Charset.forName("GB18030"), StandardCharsets.UTF_16}) {
            assertThat(client.post("/api/papers", body.getBytes(charset)).status()).isEqualTo(400);
            assertThat(
                            client.send(
                                            client.withToken(client.request("/api/papers"))
                                                    .header(
                                                            "Content-Type",
                                                            "application/json;charset=" + charset)
                                                    .POST(BodyPublishers.ofString(body, charset)))
                                    .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"utf-8, 200", "UTF-8, 200", "GB18030, 400", "us-ascii, 400", "nonsense, 400"})
    void theOnlyEncodingThatMayBeNamedIsUtf8(String charset, int status) {
        Client.Answer answer =
                client.send(
                        client.withToken(client.request("/api/papers"))
                                .header("Content-Type", "application/json;charset=" + charset)
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"title\":null,\"pages\":1,\"lines\":[]}")));
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void whatAParserWouldGuessFromItsZerosIsRefused(String charset) {
        String body = "{\"title\":\"t\",\"pages\":1,\"lines\":[]}";
        Client.Answer answer = client.post("/api/papers", body.getBytes(Charset.forName(charset)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"charset=gbk", "charset=\"utf-16\"", "x=y; CHARSET = iso-8859-1"})
    void anotherCharsetThatIsNamedIsRefusedWhateverTheBytes(String charset) {
        Client.Answer answer =
                client.send(
                        client.withToken(client.request("/api/papers"))
                                .header("Content-Type", "application/json; " + charset)
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"title\":\"t\",\"pages\":1,\"lines\":[]}")));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anUnknownFieldsNameCannotFloodTheSentence() {
        Client.Answer answer = file("{'" + "x".repeat(150) + "\\u0000\\ud800':1}");
        assertThat(answer.detail().length()).isLessThan(200);
        assertThat(file("{'" + "x".repeat(100_000) + "':1}").status()).isEqualTo(400);
        assertThat(file("{'title':'t','pages':1,'lines':[],'\\u0000\\u001b':1}").detail())
                .contains("“\uFFFD\uFFFD”");
        assertThat(file("{'\\ud800':1}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "x\\udc00\\ud800y", "\\ud83d"})
    void halfACharacterIsNoText(String text) {
        Client.Answer answer = file("{'title':'" + text + "','pages':1,'lines':[]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("“title”", "残缺");
        assertThat(file("{'title':'\\ud83d\\ude00','pages':1,'lines':[]}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void onlyJsonIsRead(String type) {
        Client.Answer answer =
                client.send(
                        client.withToken(client.request("/api/papers"))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("application/json");
    }

    private static byte[] withTitle(String hex) {
        byte[] before = "{\"title\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] title = java.util.HexFormat.of().parseHex(hex);
        byte[] after = "\",\"pages\":1,\"lines\":[]}".getBytes(StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(before.length + title.length + after.length)
                .put(before)
                .put(title)
                .put(after)
                .array();
    }

    private Client.Answer file(String body) {
        return client.post("/api/papers", body.replace('\'', '"'));
    }
}
