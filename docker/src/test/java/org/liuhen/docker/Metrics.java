package org.liuhen.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics, where they are told and where they are asked for. */
final class Metrics {
    private static final Pattern EXPRESSION =
            Pattern.compile("(?m)(?:\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"|^ *expr: (.*)$)");
    private static final Pattern NOT_NAMES =
            Pattern.compile(
                    "\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring) *\\([^)]*\\)|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*+(?! *\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by");

    private Metrics() {}

    /** By a service, in Prometheus' text form. */
    static Set<String> scraped(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.replaceFirst("[ {].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the expressions of a dashboard or of rules. */
    static Set<String> askedFor(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        EXPRESSION
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(expression -> expression.replace("\\\"", "\""))
                .map(expression -> NOT_NAMES.matcher(expression).replaceAll(" "))
                .forEach(expression ->
                        NAME.matcher(expression)
                                .results()
                                .map(found -> found.group())
                                .filter(name -> !OPERATORS.contains(name))
                                .forEach(names::add));
        return names;
    }
}
