package org.liuhen.verifier;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.EventContract;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.ReportEvent;

/** Whoever owns the database writes events into it that the log then seals like any other. */
record Forgery(TestDatabase database) {

    /** As the last event of the report, of a command of its own. */
    String write(String reportId, ReportEvent event, Actor by) {
        return write(reportId, event, by, UUID.randomUUID().toString(), Instant.now());
    }

    String write(String reportId, ReportEvent event, Actor by, String command, Instant at) {
        EventContract contract = EventContract.of(event.getClass());
        String id = UUID.randomUUID().toString();
        String request = UUID.randomUUID().toString();
        Envelope envelope = new Envelope(by, request, request, request, command);
        database.asOwner()
                .sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        SELECT ?, ?, coalesce(max(sequence) + 1, 0), 'report', ?, ?, ?, ?, ?
                        FROM record.event WHERE report_id = ?\
                        """)
                .params(
                        id,
                        reportId,
                        at.truncatedTo(ChronoUnit.MILLIS).toString(),
                        contract.name(),
                        contract.revision(),
                        ContractJson.write(event),
                        ContractJson.mapper().writeValueAsBytes(envelope.asMap()),
                        reportId)
                .update();
        return id;
    }

    /** The command that the report's last event came of. */
    String lastCommand(String reportId) {
        return database.asOwner()
                .sql(
                        """
                        SELECT convert_from(metadata, 'UTF8')::jsonb ->> 'causationId'
                        FROM record.event WHERE report_id = ? ORDER BY sequence DESC LIMIT 1\
                        """)
                .param(reportId)
                .query(String.class)
                .single();
    }
}
