package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Holds a list of changes against two readings of a report: it says all that differs, and no more.
 */
final class Differences {
    static final JsonNode NOTHING = MissingNode.getInstance();

    private static final List<String> REPORT =
            List.of("departmentId", "fiscalYear", "type", "title", "stage");
    private static final List<String> SECTION =
            List.of(
                    "printedNumber",
                    "title",
                    "chapter",
                    "state",
                    "desk",
                    "step",
                    "round",
                    "revision");
    private static final List<String> OPINION =
            List.of("verdict", "desk", "step", "round", "digest", "opinion", "returnedTo");
    private static final List<String> PERSON = List.of("id", "name");
    private static final List<String> TARGET = List.of("operator", "value", "unit", "text");
    private static final List<String> LINE =
            List.of(
                    "section",
                    "name",
                    "parent",
                    "relation",
                    "unit",
                    "initialBudget",
                    "adjustedBudget",
                    "executed",
                    "statedRate");

    private final Map<String, String> values = new TreeMap<>();

    private Differences(JsonNode report) {
        take("", report, REPORT);
        for (JsonNode section : report.path("sections")) {
            String path = "sections/" + key(section) + "/";
            take(path, section, SECTION);
            take(path + "drafter/", section.path("drafter"), PERSON);
            for (int i = 0; i < section.path("opinions").size(); i++) {
                JsonNode opinion = section.path("opinions").path(i);
                take(path + "opinions/" + i + "/", opinion, OPINION);
                take(path + "opinions/" + i + "/by/", opinion.path("by"), PERSON);
            }
            for (int i = 0; i < section.path("returnItems").size(); i++) {
                JsonNode item = section.path("returnItems").path(i);
                take(path + "returnItems/" + i + "/", item, List.of("ref", "comment"));
                take(path + "returnItems/" + i + "/reply/", item.path("reply"), List.of("text"));
            }
        }
        for (JsonNode indicator : report.path("indicators")) {
            String path = "indicators/" + key(indicator) + "/";
            take(path, indicator, List.of("section", "category", "name", "explanation"));
            take(path + "originalTarget/", indicator.path("originalTarget"), TARGET);
            take(path + "target/", indicator.path("target"), TARGET);
            take(path + "actual/", indicator.path("actual"), List.of("value", "unit"));
            for (JsonNode revision : indicator.path("revisions")) {
                String at = path + "revisions/" + revision.path("revisionId").asString() + "/";
                take(at, revision, List.of("status", "reason", "basis", "settledReason"));
                take(at + "target/", revision.path("target"), TARGET);
            }
        }
        for (JsonNode line : report.path("lineItems")) {
            take("lineItems/" + key(line) + "/", line, LINE);
        }
    }

    /**
     * Fails unless these changes lead from one reading to the other.
     *
     * @param before {@link #NOTHING} where the report was not yet open
     */
    static void check(JsonNode before, JsonNode after, JsonNode changes) {
        Map<String, String> was = new Differences(before).values;
        Map<String, String> is = new Differences(after).values;
        Map<String, String> expected = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        for (String path : paths) {
            if (!Objects.equals(was.get(path), is.get(path))) {
                expected.put(path, was.get(path) + " -> " + is.get(path));
            }
        }
        Map<String, String> told = new TreeMap<>();
        Map<String, List<JsonNode>> texts = new TreeMap<>();
        for (JsonNode change : changes) {
            String path = change.path("path").asString();
            int blocks = path.indexOf("/blocks/");
            if (blocks < 0) {
                told.put(path, text(change, "before") + " -> " + text(change, "after"));
            } else {
                texts.computeIfAbsent(path.substring(0, blocks), _ -> new ArrayList<>())
                        .add(change);
            }
        }
        assertThat(told).isEqualTo(expected);
        for (JsonNode section : after.path("sections")) {
            String path = "sections/" + key(section);
            List<JsonNode> edits = texts.getOrDefault(path, List.of());
            texts.remove(path);
            assertThat(undone(blocks(section), path, edits))
                    .as(path)
                    .isEqualTo(blocks(section(before, key(section))));
        }
        assertThat(texts).isEmpty();
    }

    /** The paragraphs as they were: a place counts in the new text, of what is gone in the old. */
    private static List<String> undone(List<String> now, String path, List<JsonNode> edits) {
        List<@Nullable String> texts = new ArrayList<>(now);
        TreeMap<Integer, String> gone = new TreeMap<>();
        for (JsonNode edit : edits) {
            String[] place = edit.path("path").asString().substring(path.length() + 8).split("/");
            int index = Integer.parseInt(place[0]);
            String before = text(edit, "before");
            String after = text(edit, "after");
            if (after == null) {
                gone.put(index, Objects.requireNonNull(before));
            } else if (place[1].equals("text")) {
                assertThat(now.get(index)).isEqualTo(after);
                texts.set(index, before);
            }
        }
        texts.removeIf(Objects::isNull);
        gone.forEach(texts::add);
        return texts.stream().map(Objects::requireNonNull).toList();
    }

    private static List<String> blocks(JsonNode section) {
        return section.path("blocks").valueStream().map(b -> b.path("text").asString()).toList();
    }

    private static JsonNode section(JsonNode report, String key) {
        return report.path("sections")
                .valueStream()
                .filter(section -> key(section).equals(key))
                .findFirst()
                .orElse(NOTHING);
    }

    private static String key(JsonNode member) {
        return member.path("key").asString();
    }

    private void take(String path, JsonNode from, List<String> names) {
        for (String name : names) {
            String value = text(from, name);
            if (value != null) {
                values.put(path + name, value);
            }
        }
    }

    private static @Nullable String text(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
