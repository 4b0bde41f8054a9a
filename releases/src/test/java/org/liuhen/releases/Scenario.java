package org.liuhen.releases;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/**
 * Two reports of the demonstration organisation in which everything happens that can happen: one
 * becomes final, one is left in the middle. By the HTTP contract alone, which every release keeps.
 */
final class Scenario {
    private static final String FIRST = "1.1";
    private static final String LAST = "1.2";

    private final Function<String, Client> people;
    private final Map<String, Long> versions = new HashMap<>();

    /** Takes who is signed in under a name. */
    Scenario(Function<String, Client> people) {
        this.people = people;
    }

    /** All of it. */
    void play() {
        becomesFinal(open(2020));
        isLeftInTheMiddle(open(2021));
    }

    private void becomesFinal(String report) {
        write(report);
        String revision = ask(report, "drafter2", "ind-01", "2600");
        post(
                "drafter2",
                report,
                revision(revision, "ind-01", "withdraw"),
                of("reason", "重新测算后不再需要"));
        revision = ask(report, "drafter", "ind-01", "2400");
        post(
                "performance-officer",
                report,
                revision(revision, "ind-01", "reject"),
                of("reason", "依据不足，维持原目标"));
        String pending = ask(report, "drafter2", "ind-02", "20");
        submit(report, FIRST, LAST);
        post("drafter", report, section(FIRST, "withdraw"), of("reason", "再核对一处数字"));
        submit(report, FIRST);
        sendBack(report, "section-head", FIRST, "DRAFTER", "0", "ind-01");
        put(
                "drafter",
                report,
                "/indicators/ind-01/actual",
                of("value", "2790", "unit", "人次", "explanation", null, "reason", "按执法台账更正"));
        reply(report, FIRST, 0, "已补充依据");
        reply(report, FIRST, 1, "已按台账更正");
        edit(report, FIRST, "本局主管全市生态环境保护工作。", "依据市编委文件履行职责。");
        submit(report, FIRST);
        approve(report, "section-head", FIRST, LAST);
        post(
                "performance-officer",
                report,
                revision(pending, "ind-02", "approve"),
                of("reason", "同意调整"));
        approve(report, "section-head", FIRST);
        approve(report, "director", FIRST, LAST);
        forward(report, "director");
        approve(report, "budget-officer", FIRST, LAST);
        sendBack(report, "performance-officer", LAST, "DEPARTMENT", "0");
        approve(report, "section-head", LAST);
        approve(report, "director", LAST);
        approve(report, "budget-officer", LAST);
        approve(report, "performance-officer", FIRST, LAST);
        forward(report, "performance-officer");
        sendBack(report, "congress-reviewer", FIRST, "FINANCE_BUREAU", "li-total");
        approve(report, "budget-officer", FIRST);
        approve(report, "performance-officer", FIRST);
        approve(report, "congress-reviewer", FIRST, LAST);
        forward(report, "congress-reviewer");
    }

    private void isLeftInTheMiddle(String report) {
        write(report);
        ask(report, "drafter", "ind-01", "2800");
        submit(report, FIRST, LAST);
        approve(report, "section-head", LAST);
        sendBack(report, "section-head", FIRST, "DRAFTER", "1");
    }

    private void write(String report) {
        edit(report, FIRST, "本局主管全市生态环境保护工作。", "下设科室若干。");
        put(
                "drafter",
                report,
                "/indicators/ind-01/actual",
                of("value", "2,781", "unit", "人次", "explanation", null, "reason", null));
        put(
                "drafter2",
                report,
                "/indicators/ind-02/actual",
                of("value", null, "unit", null, "explanation", "年度监测数据尚未公布", "reason", null));
        put(
                "drafter",
                report,
                "/line-items/li-total",
                of(
                        "initialBudget", "7,968.73",
                        "adjustedBudget", "8,000.00",
                        "executed", "6,771.02",
                        "reason", "按决算数填列"));
    }

    private String open(int year) {
        Map<String, @Nullable Object> document =
                of(
                        "departmentId",
                        "jiangmen-ecology",
                        "fiscalYear",
                        year,
                        "type",
                        "DEPARTMENT_OVERALL",
                        "title",
                        year + "年度部门整体支出绩效自评报告",
                        "sections",
                        List.of(part(FIRST, "（一）", "部门职能"), part(LAST, null, "自评结论")),
                        "indicators",
                        List.of(
                                indicator("ind-01", "QUANTITY", "出动执法人员", target("2500")),
                                indicator("ind-02", "ECOLOGICAL", "细颗粒物年均浓度", air("22"))),
                        "lineItems",
                        List.of(
                                line("li-total", "部门整体支出", null, null),
                                line("li-staff", "人员经费", "li-total", "PART")));
        Client.Answer opened = done(people.apply("drafter").post("/api/reports", document));
        return opened.body().path("reportId").asString();
    }

    private static Map<String, @Nullable Object> part(
            String key, @Nullable String number, String title) {
        return of(
                "key", key,
                "printedNumber", number,
                "title", title,
                "chapter", "一、部门基本情况",
                "blocks", paragraphs("第一段。", "第二段，含“引号”、100％与１２３。"));
    }

    private static Map<String, @Nullable Object> indicator(
            String key, String category, String name, Object target) {
        return of(
                "key", key,
                "section", FIRST,
                "category", category,
                "name", name,
                "target", target,
                "actual", null);
    }

    private static Map<String, @Nullable Object> target(String value) {
        return of("operator", "GE", "value", value, "unit", "人次", "text", "不少于" + value + "人次");
    }

    private static Map<String, @Nullable Object> air(String value) {
        return of("operator", "LE", "value", value, "unit", "微克/立方米", "text", "不高于" + value);
    }

    private static Map<String, @Nullable Object> line(
            String key, String name, @Nullable String parent, @Nullable String relation) {
        return of(
                "key",
                key,
                "section",
                FIRST,
                "name",
                name,
                "parent",
                parent,
                "relation",
                relation,
                "unit",
                "万元",
                "initialBudget",
                "7,968.73",
                "adjustedBudget",
                null,
                "executed",
                null,
                "statedRate",
                null);
    }

    private static List<Map<String, @Nullable Object>> paragraphs(String... texts) {
        return List.of(texts).stream().map(text -> of("kind", "PARAGRAPH", "text", text)).toList();
    }

    private String ask(String report, String who, String indicator, String value) {
        return post(
                        who,
                        report,
                        "/indicators/" + indicator + "/revisions",
                        of(
                                "target", indicator.equals("ind-01") ? target(value) : air(value),
                                "reason", "年中任务调整",
                                "basis", "江环〔2020〕12号"))
                .body()
                .path("revisionId")
                .asString();
    }

    private static String revision(String id, String indicator, String what) {
        return "/indicators/" + indicator + "/revisions/" + id + "/" + what;
    }

    private static String section(String key, String what) {
        return "/sections/" + key + "/" + what;
    }

    private void edit(String report, String key, String... texts) {
        int basedOn = shown("drafter", report, key).path("revision").asInt();
        put(
                "drafter",
                report,
                "/sections/" + key,
                of("blocks", paragraphs(texts), "basedOn", basedOn));
    }

    private void submit(String report, String... keys) {
        for (String key : keys) {
            post("drafter", report, section(key, "submit"), of("note", "请审核"));
        }
    }

    private void reply(String report, String key, int item, String text) {
        int round = shown("drafter", report, key).path("round").asInt();
        put(
                "drafter",
                report,
                section(key, "return-items/" + item + "/reply"),
                of("round", round, "text", text));
    }

    private void approve(String report, String who, String... keys) {
        for (String key : keys) {
            String digest = shown(who, report, key).path("digest").asString();
            post(who, report, section(key, "approve"), of("digest", digest, "opinion", "经核对，同意。"));
        }
    }

    private void sendBack(String report, String who, String key, String to, String... refs) {
        String digest = shown(who, report, key).path("digest").asString();
        List<?> items =
                List.of(refs).stream().map(ref -> of("ref", ref, "comment", "请核实此处")).toList();
        post(
                who,
                report,
                section(key, "return"),
                of("digest", digest, "to", to, "reason", "有数字须核实", "items", items));
    }

    private void forward(String report, String who) {
        post(who, report, "/forward", of("opinion", "同意报送。"));
    }

    private JsonNode shown(String who, String report, String key) {
        String path = "/api/reports/" + report + "?minVersion=" + versions.get(report);
        return done(people.apply(who).get(path))
                .body()
                .path("sections")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Client.Answer put(String who, String report, String path, Object body) {
        return done(people.apply(who).put("/api/reports/" + report + path, body));
    }

    private Client.Answer post(String who, String report, String path, Object body) {
        return done(people.apply(who).post("/api/reports/" + report + path, body));
    }

    private Client.Answer done(Client.Answer answer) {
        if (answer.status() > 201) {
            throw new AssertionError(answer.toString());
        }
        JsonNode body = answer.body();
        versions.merge(body.path("reportId").asString(), body.path("version").asLong(), Math::max);
        return answer;
    }

    /** Names and values in turn; a value may be absent. */
    private static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }
}
