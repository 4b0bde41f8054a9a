package org.liuhen.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import tools.jackson.core.JacksonException;

/**
 * An event as a line of JSON.
 *
 * @param proof hashes in base 64, from the leaf's sibling to the root's child
 * @param row every column: text as it is, {@code payload} and {@code metadata} in base 64, so that
 *     their very bytes are there
 */
record PackageLine(long index, List<String> proof, Map<String, @Nullable String> row) {
    private static final Set<String> BINARY = Set.of("payload", "metadata");
    private static final int DEEPEST = 63;

    static String write(SealedEvent sealed) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < StoredEvent.COLUMNS.size(); i++) {
            String column = StoredEvent.COLUMNS.get(i);
            byte[] bytes = sealed.event().columns().get(i);
            row.put(column, bytes == null ? null : encoded(column, bytes));
        }
        return ContractJson.mapper()
                .writeValueAsString(
                        new PackageLine(
                                sealed.index(),
                                sealed.path().stream().map(Hash::toString).toList(),
                                row));
    }

    static SealedEvent read(String json) {
        PackageLine line;
        try {
            line = ContractJson.mapper().readValue(json, PackageLine.class);
        } catch (JacksonException e) {
            throw new Malformed("not an event's line: " + Encoding.shown(json));
        }
        if (line == null
                || line.proof == null
                || line.row == null
                || line.proof.size() > DEEPEST
                || line.proof.contains(null)
                || !line.row.keySet().equals(Set.copyOf(StoredEvent.COLUMNS))) {
            throw new Malformed("not an event's line: " + Encoding.shown(json));
        }
        List<byte @Nullable []> columns = new ArrayList<>();
        for (String column : StoredEvent.COLUMNS) {
            columns.add(decoded(column, line.row.get(column)));
        }
        return new SealedEvent(
                new StoredEvent(columns),
                line.index,
                line.proof.stream().map(Hash::parse).toList());
    }

    private static String encoded(String column, byte[] bytes) {
        return BINARY.contains(column)
                ? Base64.getEncoder().encodeToString(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] decoded(String column, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return BINARY.contains(column)
                ? Encoding.base64(text)
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
