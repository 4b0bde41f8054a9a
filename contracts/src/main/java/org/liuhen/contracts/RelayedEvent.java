package org.liuhen.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event as it travels between services: CloudEvents 1.0 in binary mode, where the value is the
 * payload exactly as it is stored and everything else is in headers. Its key is the report, so that
 * a report's events stay in their order.
 *
 * @param position in the record; positions of different reports may arrive in another order
 * @param sequence within the report, from 0
 * @param recordedAt RFC 3339, as it is stored
 * @param metadata who did it and whence, as it is stored: see {@link Envelope}
 */
@SuppressWarnings("ArrayRecordComponent") // stored bytes, passed on and compared as such
public record RelayedEvent(
        long position,
        String eventId,
        String reportId,
        long sequence,
        String recordedAt,
        String name,
        String revision,
        byte[] payload,
        byte[] metadata) {
    private static final String SOURCE = "urn:liuhen:record";
    private static final Pattern TYPES = Pattern.compile("org\\.liuhen\\.([a-z-]+)\\.v(\\d+)");
    private static final String METADATA = "liuhen-metadata";

    /** Its headers, by name. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", utf8("1.0"));
        headers.put("ce_id", utf8(eventId));
        headers.put("ce_source", utf8(SOURCE));
        headers.put("ce_type", utf8("org.liuhen.%s.v%s".formatted(name, revision)));
        headers.put("ce_subject", utf8(reportId));
        headers.put("ce_time", utf8(recordedAt));
        headers.put("ce_sequence", utf8(Long.toString(sequence)));
        headers.put("ce_position", utf8(Long.toString(position)));
        headers.put("content-type", utf8("application/json"));
        headers.put(METADATA, metadata);
        return headers;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is none of ours
     */
    public static RelayedEvent of(Map<String, byte[]> headers, byte[] payload) {
        Matcher type = TYPES.matcher(text(headers, "ce_type"));
        if (!text(headers, "ce_specversion").equals("1.0")
                || !text(headers, "ce_source").equals(SOURCE)
                || !type.matches()) {
            throw new IllegalArgumentException("not an event of the record");
        }
        return new RelayedEvent(
                Long.parseLong(text(headers, "ce_position")),
                text(headers, "ce_id"),
                text(headers, "ce_subject"),
                Long.parseLong(text(headers, "ce_sequence")),
                text(headers, "ce_time"),
                type.group(1),
                type.group(2),
                payload,
                header(headers, METADATA));
    }

    private static String text(Map<String, byte[]> headers, String name) {
        return new String(header(headers, name), StandardCharsets.UTF_8);
    }

    private static byte[] header(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an event came without its header " + name);
        }
        return value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RelayedEvent that
                && position == that.position
                && sequence == that.sequence
                && List.of(eventId, reportId, recordedAt, name, revision)
                        .equals(
                                List.of(
                                        that.eventId,
                                        that.reportId,
                                        that.recordedAt,
                                        that.name,
                                        that.revision))
                && Arrays.equals(payload, that.payload)
                && Arrays.equals(metadata, that.metadata);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }
}
