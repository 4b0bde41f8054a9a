package org.liuhen.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liuhen.access.Client;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What happened, as the record has it and as the history shows it. */
final class Record {
    private Record() {}

    /**
     * An event.
     *
     * @param key of the command; empty where it is not known
     * @param texts that it put into the report
     */
    record Entry(
            String report,
            long version,
            String eventId,
            String type,
            String requestId,
            String key,
            List<String> texts) {

        /** As far as the history tells. */
        Entry shown() {
            return new Entry(report, version, eventId, type, requestId, "", List.of());
        }
    }

    /** All there is, each report in its order. */
    static Map<String, List<Entry>> stored(JdbcClient record) {
        Map<String, List<Entry>> all = new LinkedHashMap<>();
        record.sql(
                        """
                        SELECT report_id, sequence + 1, event_id, name,
                               convert_from(metadata, 'UTF8')::json ->> 'requestId',
                               convert_from(metadata, 'UTF8')::json ->> 'idempotencyKey'
                        FROM record.event ORDER BY report_id, sequence\
                        """)
                .query((row, _) ->
                        new Entry(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                List.of()))
                .list()
                .forEach(entry ->
                        all.computeIfAbsent(entry.report, _ -> new ArrayList<>()).add(entry));
        return all;
    }

    /** The same by way of the edge, page by page. */
    static List<Entry> history(Client auditor, String report) {
        List<Entry> all = new ArrayList<>();
        while (true) {
            Client.Answer page =
                    auditor.get(
                            "/api/reports/%s/history?limit=500&after=%d"
                                    .formatted(report, all.size()));
            if (page.status() != 200) {
                throw new AssertionError(page);
            }
            for (JsonNode item : page.body().path("items")) {
                all.add(
                        new Entry(
                                report,
                                item.path("version").asLong(),
                                item.path("eventId").asString(),
                                item.path("type").asString(),
                                item.path("requestId").asString(),
                                "",
                                texts(item)));
            }
            if (page.body().path("next").isNull()) {
                return all;
            }
        }
    }

    private static List<String> texts(JsonNode item) {
        return item.path("changes")
                .valueStream()
                .filter(change -> change.path("path").asString().endsWith("/text"))
                .map(change -> change.path("after").asString())
                .toList();
    }
}
