package org.liuhen.query.audit;

import java.util.HashMap;
import java.util.Map;
import org.liuhen.workflow.ReportState;

/**
 * A report as decisions are seen from it: digests are worked out once, however many decisions ask.
 * For one thread.
 */
final class Present {
    private final ReportState report;
    private final Map<String, SectionRecord> records;
    private final Map<String, String> digests = new HashMap<>();

    /**
     * Of a report, and what has been decided on each of its sections.
     *
     * @param records by section
     */
    Present(ReportState report, Map<String, SectionRecord> records) {
        this.report = report;
        this.records = records;
    }

    ReportState report() {
        return report;
    }

    SectionRecord record(String section) {
        return records.getOrDefault(section, new SectionRecord());
    }

    String digest(String section) {
        return digests.computeIfAbsent(
                section, key -> report.digest(report.section(key).orElseThrow()));
    }

    Map<String, String> digests() {
        report.sections().keySet().forEach(this::digest);
        return digests;
    }
}
