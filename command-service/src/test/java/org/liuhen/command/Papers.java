package org.liuhen.command;

import java.util.List;
import java.util.Map;

/** A report as it is handed in over HTTP. */
public final class Papers {
    private Papers() {}

    public static Map<String, Object> document(int year) {
        Map<String, Object> section =
                Map.of(
                        "key", "1.1",
                        "printedNumber", "（一）",
                        "title", "部门职能",
                        "chapter", "一、部门基本情况",
                        "blocks", List.of(Map.of("kind", "PARAGRAPH", "text", "正文")));
        return Map.of(
                "departmentId",
                "jiangmen-ecology",
                "fiscalYear",
                year,
                "type",
                "DEPARTMENT_OVERALL",
                "title",
                "绩效自评报告",
                "sections",
                List.of(section),
                "indicators",
                List.of(),
                "lineItems",
                List.of());
    }
}
