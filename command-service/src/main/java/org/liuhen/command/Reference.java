package org.liuhen.command;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** What a return item refers to: a key, or a block's index, which may come as the number it is. */
final class Reference extends StdDeserializer<String> {
    Reference() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        return json.hasToken(JsonToken.VALUE_NUMBER_INT)
                ? json.getString()
                : context.readValue(json, String.class);
    }
}
