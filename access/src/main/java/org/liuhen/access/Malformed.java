package org.liuhen.access;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in Chinese what is wrong with a request that could not be read, and where. */
final class Malformed {
    private static final int LONGEST = 120;
    private static final String EMPTY = "请求体为空，请按接口说明填写 JSON。";

    private Malformed() {}

    static String body(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> EMPTY;
            case UnrecognizedPropertyException e -> "请求中有不认识的字段“" + path(e) + "”，请删去后重试。";
            case MismatchedInputException e -> mismatch(e);
            case ValueInstantiationException e -> field(e) + "的值不正确，请改正后重试。";
            case StreamConstraintsException _ -> "JSON 嵌套过深，或其中有过长的数字、名称或文字，请改正后重试。";
            case InputCoercionException e -> field(e) + "的数字超出范围，请改正后重试。";
            case StreamReadException e -> syntax(e);
            case JacksonException e -> field(e) + "有误，请改正后重试。";
            default -> "请求体无法读取，请用 UTF-8 编码的 JSON 重试。";
        };
    }

    static String parameter(String name, @Nullable Class<?> type) {
        return "地址中的参数“"
                + shorten(name)
                + "”"
                + (type == null ? "的值不正确" : expected(type))
                + "，请改正后重试。";
    }

    private static String mismatch(MismatchedInputException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("No content")) {
            return EMPTY;
        }
        if (message.startsWith("Trailing token")) {
            return "请求体不是正确的 JSON：结尾之后还有内容，请删去后重试。";
        }
        if (message.startsWith(WholeText.HALF)) {
            return field(e) + "中有残缺的字符，请删除后重试。";
        }
        Class<?> type = e.getTargetType();
        return field(e) + (type == null ? "的值不正确" : expected(type)) + "，请改正后重试。";
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "只能是 "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name())
                            .collect(Collectors.joining("、"))
                    + " 之一";
        }
        if (type == String.class) {
            return "应为文字（带引号）";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return type == boolean.class ? "应为 true 或 false" : "应为数字，且不能为空";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "应为数组";
        }
        return type.isRecord() ? "应为对象" : "的值或格式不正确";
    }

    private static String syntax(StreamReadException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : "第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列附近";
        String message = e.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate")) {
            return "JSON " + where + "有重复的字段，请只保留一个后重试。";
        }
        return "请求体不是正确的 JSON：" + where + "有误，请改正后重试。";
    }

    private static String field(JacksonException e) {
        String path = path(e);
        return path.isEmpty() ? "请求体" : "字段“" + path + "”";
    }

    /** Where in the request, such as {@code sections/0/key}. */
    private static String path(JacksonException e) {
        return shorten(
                e.getPath().stream()
                        .map(step ->
                                step.getPropertyName() == null
                                        ? Integer.toString(step.getIndex())
                                        : step.getPropertyName())
                        .collect(Collectors.joining("/")));
    }

    private static String shorten(String text) {
        return Words.clean(text, LONGEST);
    }
}
