package org.liuhen.command.relay;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What {@code docs/asyncapi.yaml} says of the topic to those who read it elsewhere. */
record DescribedTopic(Map<String, Object> document) {

    static DescribedTopic read() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("../docs/asyncapi.yaml"))) {
            return new DescribedTopic(new Yaml().load(file));
        }
    }

    /** As Kafka has them. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        at("channels", "events", "bindings", "kafka", "topicConfiguration")
                .forEach((name, value) -> settings.put(name, text(value)));
        return settings;
    }

    /** Of what is stored beside an event. */
    Set<String> metadata() {
        return at("components", "schemas", "metadata", "properties").keySet();
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> at(String... path) {
        Map<String, Object> here = document;
        for (String step : path) {
            here = (Map<String, Object>) here.get(step);
        }
        return here;
    }
}
