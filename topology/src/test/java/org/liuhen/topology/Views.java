package org.liuhen.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** What is shown, held against what it is made of. */
final class Views {
    /** Everything the readers write, but for how they came to it. */
    private static final Map<String, String> TABLES =
            new TreeMap<>(
                    Map.of(
                            "past_event", "past_event",
                            "past_state", "past_state",
                            "history", "history",
                            "task", "task",
                            "deed", "deed",
                            "report", "report",
                            "taken", "(SELECT reader, report_id, version FROM view.taken)",
                            "dead_letter", "dead_letter"));

    private Views() {}

    /** Where two query sides that read the same differ, row by row. */
    static List<String> differences(JdbcClient one, JdbcClient other) {
        List<String> all = new ArrayList<>();
        TABLES.forEach((table, rows) -> {
            Set<String> here = rows(one, rows);
            Set<String> there = rows(other, rows);
            Set<String> only = new HashSet<>(here);
            only.removeAll(there);
            only.forEach(row -> all.add(table + " only there: " + row));
            there.removeAll(here);
            there.forEach(row -> all.add(table + " not there: " + row));
        });
        return all;
    }

    private static Set<String> rows(JdbcClient view, String rows) {
        String from = rows.startsWith("(") ? rows : "view." + rows;
        List<String> all =
                view.sql("SELECT each::text FROM " + from + " each").query(String.class).list();
        Set<String> distinct = new HashSet<>(all);
        if (distinct.size() < all.size()) {
            throw new AssertionError(rows + " has a row twice");
        }
        return distinct;
    }

    /** Every report, folded from the record by the rules alone. */
    static Map<String, ReportState> folded(JdbcClient record) {
        Upcasting upcasting = Upcasting.present();
        Map<String, ReportState> all = new TreeMap<>();
        record.sql("SELECT * FROM record.event ORDER BY report_id, sequence")
                .query(row -> {
                    Envelope envelope =
                            Envelope.of(
                                    ContractJson.mapper()
                                            .readValue(row.getBytes("metadata"), new Metadata()));
                    Recorded event =
                            new Recorded(
                                    upcasting.read(
                                            row.getString("name"),
                                            row.getString("revision"),
                                            row.getBytes("payload")),
                                    envelope.by(),
                                    Instant.parse(row.getString("recorded_at")));
                    all.compute(
                            row.getString("report_id"), (_, state) -> Report.evolve(state, event));
                });
        return all;
    }

    /** Where a report that is shown is not the one that was folded. */
    static List<String> differences(ReportState folded, JsonNode shown) {
        List<String> told = new ArrayList<>(List.of(folded.version() + " " + folded.stage()));
        folded.sections().values().stream()
                .map(s ->
                        "%s %d %d %s %d"
                                .formatted(
                                        s.key(),
                                        s.round(),
                                        s.revision(),
                                        folded.digest(s),
                                        s.opinions().size()))
                .forEach(told::add);
        List<String> read =
                new ArrayList<>(
                        List.of(
                                shown.path("version").asLong()
                                        + " "
                                        + shown.path("stage").asString()));
        shown.path("sections")
                .valueStream()
                .map(s ->
                        "%s %d %d %s %d"
                                .formatted(
                                        s.path("key").asString(),
                                        s.path("round").asInt(),
                                        s.path("revision").asInt(),
                                        s.path("digest").asString(),
                                        s.path("opinions").size()))
                .forEach(read::add);
        return told.equals(read)
                ? List.of()
                : List.of(folded.reportId() + " is " + told + " and shown as " + read);
    }

    private static final class Metadata extends TypeReference<Map<String, String>> {}
}
