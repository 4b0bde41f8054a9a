package org.liuhen.access;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Text of whole characters (I-JSON, RFC 7493, section 2.1): half a surrogate pair is no text,
 * cannot be stored and cannot be sent back.
 */
final class WholeText extends StringDeserializer {
    static final String HALF = "half a surrogate pair";

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        String text = super.deserialize(json, context);
        return Words.areWhole(text) ? text : context.reportInputMismatch(String.class, HALF);
    }
}
