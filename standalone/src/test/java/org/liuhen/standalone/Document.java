package org.liuhen.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests: reports to open, and whatever else is sent. */
final class Document {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Document() {}

    /** Names and values in turn; a value may be absent. */
    static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }

    static List<Map<String, @Nullable Object>> paragraphs(String... texts) {
        return java.util.Arrays.stream(texts)
                .map(text -> of("kind", "PARAGRAPH", "text", text))
                .toList();
    }

    /** Two sections; an indicator and a line of money in the first. */
    static ObjectNode small(String department, int year) {
        return JSON.valueToTree(
                of(
                        "departmentId",
                        department,
                        "fiscalYear",
                        year,
                        "type",
                        "DEPARTMENT_OVERALL",
                        "title",
                        year + "年度部门整体支出绩效自评报告",
                        "sections",
                        List.of(section("1.1", "部门职能"), section("1.2", "自评结论")),
                        "indicators",
                        List.of(
                                of(
                                        "key",
                                        "ind-01",
                                        "section",
                                        "1.1",
                                        "category",
                                        "QUANTITY",
                                        "name",
                                        "出动执法人员",
                                        "target",
                                        target("2500"),
                                        "actual",
                                        null)),
                        "lineItems",
                        List.of(
                                of(
                                        "key",
                                        "li-total",
                                        "section",
                                        "1.1",
                                        "name",
                                        "部门整体支出",
                                        "parent",
                                        null,
                                        "relation",
                                        null,
                                        "unit",
                                        "万元",
                                        "initialBudget",
                                        "7,968.73",
                                        "adjustedBudget",
                                        null,
                                        "executed",
                                        "6,771.02",
                                        "statedRate",
                                        "84.97%"))));
    }

    static Map<String, @Nullable Object> section(String key, String title) {
        return of(
                "key",
                key,
                "printedNumber",
                "（一）",
                "title",
                title,
                "chapter",
                "一、部门基本情况",
                "blocks",
                paragraphs("第一段", "第二段"));
    }

    static Map<String, @Nullable Object> target(String value) {
        return of("operator", "GE", "value", value, "unit", "人次", "text", "不少于" + value + "人次");
    }

    /** The figures of the real report with a narrative of our own. */
    static ObjectNode ecology(int year) {
        try (InputStream json =
                Document.class.getResourceAsStream("/demonstration/ecology-2023.json")) {
            return of(JSON.readTree(json), year);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real report itself, where it lies beside the project. */
    static Optional<ObjectNode> real(int year) {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            Path seed = at.resolve("shared/seed/jiangmen-eeb-2023.json");
            if (Files.exists(seed)) {
                return Optional.of(of(JSON.readTree(seed), year));
            }
        }
        return Optional.empty();
    }

    private static ObjectNode of(JsonNode document, int year) {
        return ((ObjectNode) document).put("fiscalYear", year);
    }
}
