package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** What the department answers to what it was to put right, from the request to what is read. */
class RepliesTest {
    private final Running office = Running.shared();
    private final Paper paper = Paper.small();

    @Test
    void areReadBesideTheirItemByEveryoneAndForEver() {
        returned("0", "ind-01");
        String digest = paper.digest("1.1");
        paper.reply("drafter", "1.1", 1, "单位已改为微克/立方米");
        paper.reply("drafter2", "1.1", 1, "单位已改，并附监测年报");
        JsonNode section = paper.section("1.1");
        assertThat(section.at("/returnItems/0/reply").isNull()).isTrue();
        JsonNode reply = section.at("/returnItems/1/reply");
        assertThat(reply.path("text").asString()).isEqualTo("单位已改，并附监测年报");
        assertThat(reply.at("/by/organisation/name").asString()).isEqualTo("江门市生态环境局");
        assertThat(reply.path("at").asString()).endsWith("Z");
        assertThat(section.at("/opinions/0/items")).isEqualTo(section.path("returnItems"));
        assertThat(paper.digest("1.1")).as("a reply is no content").isEqualTo(digest);

        paper.submit("drafter", "1.1");
        assertThat(paper.section("1.1").path("returnItems")).isEqualTo(section.path("returnItems"));
        paper.sendBack("section-head", "1.1", "DRAFTER", "0");
        JsonNode again = paper.section("1.1");
        assertThat(again.at("/returnItems/0/reply").isNull()).isTrue();
        assertThat(again.at("/opinions/0/items")).isEqualTo(section.path("returnItems"));
    }

    @Test
    void areInTheTrailEachOfThem() {
        returned("0");
        long before = paper.version();
        paper.reply("drafter", "1.1", 0, "已核对");
        paper.reply("drafter", "1.1", 0, "已核对");
        assertThat(paper.version()).as("the same again is no event").isEqualTo(before + 1);
        paper.reply("drafter", "1.1", 0, "已核对并更正");
        paper.read("auditor");
        JsonNode told =
                office.as("auditor")
                        .get(paper.path("/history?type=return-item-replied"))
                        .body()
                        .path("items");
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.at("/1/summary").asString()).contains("回复", "第1项退回意见：已核对并更正");
        assertThat(told.at("/1/changes/0/path").asString())
                .isEqualTo("sections/1.1/returnItems/0/reply/text");
        assertThat(told.at("/1/changes/0/before").asString()).isEqualTo("已核对");
        assertThat(told.at("/1/changes/0/after").asString()).isEqualTo("已核对并更正");
    }

    @Test
    void areRefusedWithWordsAndNothingIsWritten() {
        assertRefused(paper.tryReply("drafter", "1.1", 1, 0, "好"), 409, "wrong-state");
        returned("0");
        Expect.nothingWritten(() -> {
            assertRefused(paper.tryReply("drafter", "1.1", 2, 1, "好"), 404, "not-found");
            assertRefused(paper.tryReply("drafter", "1.1", 2, -1, "好"), 404, "not-found");
            assertRefused(paper.tryReply("drafter", "1.1", 1, 0, "好"), 409, "stale-content");
            assertRefused(paper.tryReply("section-head", "1.1", 2, 0, "好"), 403, "not-permitted");
            assertRefused(paper.tryReply("water-drafter", "1.1", 2, 0, "好"), 404, "not-found");
            String path = "/sections/1.1/return-items/";
            Expect.invalid(
                    paper.tryPut("drafter", path + "0/reply", Document.of()), "round", "text");
            Expect.invalid(paper.tryReply("drafter", "1.1", 2, 0, " "), "text");
            Expect.invalid(paper.tryReply("drafter", "1.1", 9, 0, "好"), "round");
            Object body = Document.of("round", 2, "text", "好");
            assertRefused(paper.tryPut("drafter", path + "first/reply", body), 400, "malformed");
            assertRefused(
                    paper.tryPut(
                            "drafter",
                            path + "0/reply",
                            Document.of("round", 2, "text", "好", "by", "director")),
                    400,
                    "malformed");
        });
        paper.submit("drafter", "1.1");
        assertRefused(paper.tryReply("drafter", "1.1", 2, 0, "好"), 409, "wrong-state");
    }

    @Test
    void keepWhoRepliedFromApproving() {
        returned("0");
        paper.reply("deputy", "1.1", 0, "已核对");
        paper.submit("drafter", "1.1");
        assertRefused(paper.tryApprove("deputy", "1.1"), 403, "segregation-of-duties");
        paper.approve("section-head", "1.1");
    }

    private void returned(String... refs) {
        paper.submit("drafter", "1.1");
        paper.sendBack("section-head", "1.1", "DRAFTER", refs);
    }

    private static void assertRefused(Client.Answer answer, int status, String code) {
        Expect.problem(answer, status, code);
    }
}
