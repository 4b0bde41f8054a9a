package org.liuhen.standalone;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words for what no annotation stands on: the rules' own records, and parts of addresses. */
final class ApiWords {
    private static final Map<String, String> IN_PATHS =
            Map.of(
                    "r", "报告编号，例如 jiangmen-ecology-2023-overall",
                    "s", "章节编号，例如 2.2",
                    "i", "指标编号，例如 ind-01",
                    "l", "资金项目编号，例如 li-total",
                    "v", "调整申请编号，即 revisionId");
    private static final Map<String, String> OF_RESULTS =
            Map.of("OK", "成功", "No Content", "成功，没有内容");
    private static final Map<String, Map<String, String>> OF_RECORDS =
            Map.of(
                    "Target",
                            Map.of(
                                    "", "目标值",
                                    "operator", "比较方式：不低于、不高于、等于、约、定性",
                                    "value", "数值，按原文",
                                    "unit", "计量单位",
                                    "text", "目标原文"),
                    "Actual", Map.of("", "完成值", "value", "数值，按原文", "unit", "计量单位"),
                    "Actor", Map.of("", "当时的人、单位、职务，及以何角色办理"),
                    "Organisation", Map.of("", "单位"),
                    "Change",
                            Map.of(
                                    "", "一处变化",
                                    "path", "位置",
                                    "before", "改前",
                                    "after", "改后",
                                    "wording", "文字的逐词差异，数字没有这一项"),
                    "Passage", Map.of("", "一段文字", "kind", "保留、删去或增加", "text", "原文"));

    private static final Map<String, Map<String, String>> EXAMPLES =
            Map.of(
                    "Target", Map.of("value", "2500", "unit", "人次", "text", "约2500人次"),
                    "Actual", Map.of("value", "2781", "unit", "人次"),
                    "Cosigned",
                            Map.of(
                                    "checkpoint",
                                    """
                                    liuhen.local/record
                                    12
                                    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                                    — liuhen.local/record Az3grlgtzPICa5OS…
                                    — audit.example 5NDMbI2aU1LRw2bC…
                                    """));

    private ApiWords() {}

    static void explain(Operation operation) {
        for (Parameter parameter : orEmpty(operation.getParameters())) {
            if ("path".equals(parameter.getIn())) {
                parameter.description(
                        IN_PATHS.getOrDefault(parameter.getName(), parameter.getDescription()));
            }
        }
        operation
                .getResponses()
                .values()
                .forEach(response ->
                        response.description(
                                OF_RESULTS.getOrDefault(
                                        response.getDescription(), response.getDescription())));
    }

    static void explain(Components components) {
        OF_RECORDS.forEach((name, words) ->
                words.forEach((property, word) -> {
                    Schema<?> part = part(components, name, property);
                    if (part != null) {
                        part.description(word);
                    }
                }));
        EXAMPLES.forEach((name, examples) ->
                examples.forEach((property, example) -> {
                    Schema<?> part = part(components, name, property);
                    if (part != null) {
                        part.setExample(example);
                    }
                }));
    }

    private static @Nullable Schema<?> part(Components components, String name, String property) {
        Schema<?> schema = components.getSchemas().get(name);
        return schema == null || property.isEmpty() ? schema : schema.getProperties().get(property);
    }

    private static List<Parameter> orEmpty(@Nullable List<Parameter> parameters) {
        return parameters == null ? List.of() : parameters;
    }
}
