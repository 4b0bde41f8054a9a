package org.liuhen.query.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** In Chinese what an entry of the trail says in codes: its kind, its places, and some values. */
final class TrailWords {
    private static final Set<String> KEYED =
            Set.of("sections", "indicators", "lineItems", "revisions");
    private static final Properties WORDS = read();

    private TrailWords() {}

    /** Of an event, such as {@code section-returned}. */
    static String kind(String type) {
        return WORDS.getProperty("kind." + type, type);
    }

    /**
     * Of a path such as {@code indicators/ind-01/actual/value}; keys stay as they are, and numbers,
     * which count from 0, count from 1.
     */
    static String place(String path) {
        if (path.isEmpty()) {
            return "";
        }
        List<String> words = new ArrayList<>();
        String before = "";
        for (String part : path.split("/", -1)) {
            boolean isKey = KEYED.contains(before);
            words.add(isKey ? part : word(part));
            before = part;
        }
        return String.join(" ", words);
    }

    private static String word(String part) {
        return part.chars().allMatch(Character::isDigit)
                ? "第" + (Long.parseLong(part) + 1) + "项"
                : WORDS.getProperty("place." + part, part);
    }

    /** What stands there, where it is one of the codes of that place. */
    static String value(String path, @Nullable String value) {
        return value == null
                ? ""
                : WORDS.getProperty(
                        "value." + path.substring(path.lastIndexOf('/') + 1) + "." + value, value);
    }

    private static Properties read() {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(
                            new ClassPathResource("trail-words.properties"),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
