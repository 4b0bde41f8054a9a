package org.liuhen.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code compose.yml}, as Compose reads it where nothing is set. */
record Compose(Map<String, Map<String, Object>> services, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-+][^}]*)?}");

    static Compose read() {
        try {
            String text = Files.readString(Path.of("compose.yml"));
            Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
            return new Compose(file.get("services"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a container is told; a variable without a value is passed on from {@code .env}. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        this.<String, Object>map(service, "environment")
                .forEach((name, value) -> environment.put(name, filled(value)));
        return environment;
    }

    List<String> command(String service) {
        return list(service, "command");
    }

    /** The names under which secrets lie in {@code /run/secrets}, and whose they are. */
    Map<String, String> secrets(String service) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Map<String, String> each : this.<Map<String, String>>list(service, "secrets")) {
            secrets.put(each.get("target"), each.get("source"));
        }
        return secrets;
    }

    String image(String service) {
        return filled(services.get(service).get("image"));
    }

    /** What {@code .env} may set. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
        for (String service : services.keySet()) {
            environment(service)
                    .forEach((name, value) -> {
                        if (value == null) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    /** With the default of each variable; null where there is nothing. */
    private static String filled(Object value) {
        if (value == null) {
            return null;
        }
        Matcher variables = VARIABLE.matcher(value.toString());
        return variables.replaceAll(found -> {
            String instead = found.group(2);
            return instead != null && instead.startsWith(":-")
                    ? Matcher.quoteReplacement(instead.substring(2))
                    : "";
        });
    }

    @SuppressWarnings("unchecked")
    private <K, V> Map<K, V> map(String service, String member) {
        return (Map<K, V>) services.get(service).getOrDefault(member, Map.of());
    }

    @SuppressWarnings("unchecked")
    private <V> List<V> list(String service, String member) {
        return (List<V>) services.get(service).getOrDefault(member, List.of());
    }
}
