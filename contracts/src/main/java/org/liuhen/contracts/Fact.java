package org.liuhen.contracts;

import java.time.Instant;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.ReportEvent;

/**
 * A stored event as it reads today: what happened, who did it and whence, and when.
 *
 * @param event as the fold knows it, whatever revision it was stored in
 * @param at the server's time
 */
public record Fact(ReportEvent event, Envelope envelope, Instant at) {

    /**
     * Reads the columns of a stored event.
     *
     * @throws EventContract.UnknownContract where there is no such event or revision
     * @throws RuntimeException where anything else of it cannot be read: whoever could write into
     *     the record may have put anything there
     */
    public static Fact read(
            Upcasting upcasting,
            String name,
            String revision,
            String recordedAt,
            byte[] payload,
            byte[] metadata) {
        return new Fact(
                upcasting.read(name, revision, payload),
                Envelope.read(metadata),
                Instant.parse(recordedAt));
    }

    /** As the rules know it. */
    public Recorded recorded() {
        return new Recorded(event, envelope.by(), at);
    }
}
