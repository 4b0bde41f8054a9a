package org.liuhen.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports to open. */
final class Papers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Papers() {}

    /** Two sections of plain text. */
    static ObjectNode small(String department, int year) {
        return JSON.valueToTree(
                Map.of(
                        "departmentId",
                        department,
                        "fiscalYear",
                        year,
                        "type",
                        "DEPARTMENT_OVERALL",
                        "title",
                        year + "年度部门整体支出绩效自评报告",
                        "sections",
                        List.of(section("1.1"), section("1.2"))));
    }

    private static Map<String, Object> section(String key) {
        return Map.of(
                "key",
                key,
                "title",
                "章节" + key,
                "blocks",
                List.of(Map.of("kind", "PARAGRAPH", "text", "第一段")));
    }

    /** The demonstration's sample: ten sections with figures. */
    static ObjectNode sample(int year) {
        try (InputStream json =
                Papers.class.getResourceAsStream("/demonstration/ecology-2023.json")) {
            return ((ObjectNode) JSON.readTree(json)).put("fiscalYear", year);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
