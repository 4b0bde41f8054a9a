package org.liuhen.contracts;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of a stored event, made from its record: every component is a member that is
 * always written, null only where the component may be, and no other member is.
 */
final class EventSchema {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();

    private final SourceWords words;

    EventSchema(SourceWords words) {
        this.words = words;
    }

    /** Of the event in its present revision. */
    ObjectNode of(EventContract contract) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:liuhen:event:" + contract.name() + ":" + contract.revision());
        schema.put("title", contract.name() + ", revision " + contract.revision());
        schema.setAll(object(contract.type(), ""));
        return schema;
    }

    private ObjectNode object(Class<?> type, String said) {
        ObjectNode schema = described(said.isEmpty() ? words.of(type) : said);
        schema.put("type", "object");
        ObjectNode members = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            members.set(
                    component.getName(),
                    member(component.getAnnotatedType(), words.of(type, component.getName())));
            required.add(component.getName());
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode member(AnnotatedType type, String said) {
        ObjectNode schema = value(type, said);
        if (type.isAnnotationPresent(Nullable.class)) {
            schema.set("type", JSON.arrayNode().add(schema.get("type")).add("null"));
            if (schema.get("enum") instanceof ArrayNode names) {
                names.addNull();
            }
        }
        return schema;
    }

    private ObjectNode value(AnnotatedType type, String said) {
        if (type instanceof AnnotatedParameterizedType list
                && ((Class<?>) raw(list)).equals(List.class)) {
            ObjectNode schema = described(said).put("type", "array");
            schema.set("items", member(list.getAnnotatedActualTypeArguments()[0], ""));
            return schema;
        }
        Class<?> plain = (Class<?>) type.getType();
        if (plain.isRecord()) {
            return object(plain, said);
        }
        if (plain.isEnum()) {
            ObjectNode schema = described(said.isEmpty() ? words.of(plain) : said);
            schema.put("type", "string");
            ArrayNode names = schema.putArray("enum");
            Arrays.stream(plain.getEnumConstants())
                    .forEach(each -> names.add(((Enum<?>) each).name()));
            return schema;
        }
        if (plain == int.class) {
            return described(said).put("type", "integer");
        }
        if (plain == String.class) {
            return described(said).put("type", "string");
        }
        throw new IllegalArgumentException("no schema for " + plain);
    }

    private static Object raw(AnnotatedParameterizedType type) {
        return ((java.lang.reflect.ParameterizedType) type.getType()).getRawType();
    }

    private static ObjectNode described(String words) {
        ObjectNode schema = JSON.objectNode();
        if (!words.isEmpty()) {
            schema.put("description", words);
        }
        return schema;
    }
}
