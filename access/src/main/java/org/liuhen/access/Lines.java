package org.liuhen.access;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** On which line of a file each of its values stands. */
final class Lines {
    private final Map<String, Integer> lines = new HashMap<>();

    private Lines() {}

    /** Of a file that could not be read so far. */
    static Lines none() {
        return new Lines();
    }

    /**
     * Reads where everything stands.
     *
     * @throws JacksonException where it is no JSON
     */
    static Lines of(JsonMapper json, byte[] file) {
        Lines found = new Lines();
        try (JsonParser parser = json.createParser(file)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
                    String at = parser.streamReadContext().pathAsPointer().toString();
                    String key =
                            token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY
                                    ? parser.streamReadContext()
                                            .getParent()
                                            .pathAsPointer()
                                            .toString()
                                    : at;
                    found.lines.putIfAbsent(key, parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return found;
    }

    /** The line of the value there, or of what it is part of. */
    int at(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return lines.getOrDefault(at, 1);
    }

    /** The line that a fault in reading was found on. */
    int of(JacksonException fault) {
        if (fault.getPath().isEmpty()) {
            return fault.getLocation() == null ? 1 : fault.getLocation().getLineNr();
        }
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : fault.getPath()) {
            pointer.append('/')
                    .append(
                            step.getPropertyName() == null
                                    ? Integer.toString(step.getIndex())
                                    : step.getPropertyName());
        }
        return at(pointer.toString());
    }
}
