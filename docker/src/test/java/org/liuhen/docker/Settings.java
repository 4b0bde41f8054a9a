package org.liuhen.docker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every setting that the services know: what the configuration metadata on the class path says,
 * theirs and the framework's, and what their classes ask for by name.
 */
final class Settings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern ASKED_FOR =
            Pattern.compile("\\$\\{(liuhen(?:\\.[a-z][a-z0-9-]*)+)[:}]");

    /** By name; whether more may follow, as in a map. */
    private final Map<String, Boolean> names = new HashMap<>();

    private Settings() {}

    static Settings known() throws IOException {
        Settings settings = new Settings();
        for (URL url : Collections.list(Settings.class.getClassLoader().getResources(METADATA))) {
            try (InputStream json = url.openStream()) {
                settings.add(JsonMapper.builder().build().readTree(json));
            }
        }
        settings.addAskedFor();
        return settings;
    }

    private void add(JsonNode metadata) {
        for (JsonNode property : metadata.path("properties")) {
            names.put(
                    property.path("name").asString(),
                    property.path("type").asString("").startsWith("java.util.Map"));
        }
    }

    private void addAskedFor() throws IOException {
        for (Resource file :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:org/liuhen/**/*.class")) {
            for (PoolEntry entry :
                    ClassFile.of().parse(file.getContentAsByteArray()).constantPool()) {
                if (entry instanceof Utf8Entry text) {
                    ASKED_FOR
                            .matcher(text.stringValue())
                            .results()
                            .forEach(found -> names.putIfAbsent(found.group(1), false));
                }
            }
        }
    }

    /** As {@code liuhen.database.url}. */
    boolean knows(String name) {
        return names.containsKey(name)
                || names.entrySet().stream()
                        .anyMatch(each -> each.getValue() && name.startsWith(each.getKey() + "."));
    }

    /** As {@code LIUHEN_DATABASE_POOLSIZE} or {@code LIUHEN_DATABASE_POOL_SIZE}. */
    boolean knowsVariable(String variable) {
        return names.entrySet().stream()
                .anyMatch(each ->
                        Stream.of("", "_")
                                .map(dash -> variable(each.getKey(), dash))
                                .anyMatch(known ->
                                        variable.equals(known)
                                                || (each.getValue()
                                                        && variable.startsWith(known + "_"))));
    }

    private static String variable(String name, String dash) {
        return name.replace('.', '_').replace("-", dash).toUpperCase(Locale.ROOT);
    }
}
