package org.liuhen.contracts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Role;
import tools.jackson.core.type.TypeReference;

/**
 * What is stored beside every event: who did it, as they were then, and which request it came from.
 *
 * @param idempotencyKey the client's, or the request's id where it gave none
 * @param correlationId what began the chain of messages this event belongs to
 * @param causationId the message that directly caused it
 */
public record Envelope(
        Actor by,
        String requestId,
        @Nullable String idempotencyKey,
        String correlationId,
        String causationId) {
    /** What the request is called in the stored map. */
    public static final String REQUEST = "requestId";

    /** As the flat map of strings that is stored. */
    public Map<String, @Nullable String> asMap() {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        map.put("actorId", by.id());
        map.put("actorName", by.name());
        map.put("organisationId", by.organisation().id());
        map.put("organisationName", by.organisation().name());
        map.put("post", by.post());
        map.put("role", by.role().name());
        map.put(REQUEST, requestId);
        map.put("idempotencyKey", idempotencyKey);
        map.put("correlationId", correlationId);
        map.put("causationId", causationId);
        return map;
    }

    /** Reads what is stored beside an event. */
    public static Envelope read(byte[] metadata) {
        return of(ContractJson.mapper().readValue(metadata, new Stored()));
    }

    /** Reads the stored map back. */
    public static Envelope of(Map<String, ? extends @Nullable Object> map) {
        return new Envelope(
                new Actor(
                        text(map, "actorId"),
                        text(map, "actorName"),
                        new Organisation(
                                text(map, "organisationId"), text(map, "organisationName")),
                        text(map, "post"),
                        Role.valueOf(text(map, "role"))),
                text(map, REQUEST),
                (String) map.get("idempotencyKey"),
                text(map, "correlationId"),
                text(map, "causationId"));
    }

    private static String text(Map<String, ? extends @Nullable Object> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an event was stored without its " + name);
    }

    private static final class Stored extends TypeReference<Map<String, @Nullable String>> {}
}
