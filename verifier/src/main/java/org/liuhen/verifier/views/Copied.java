package org.liuhen.verifier.views;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Table.Column;

/** The reading side's own copy of the events, which has every column of the record. */
final class Copied {
    static final String NAME = "past_event";

    static final Shape SHAPE =
            new Shape(
                    NAME,
                    Slices.COPYING,
                    2,
                    List.of(
                            Column.text("report_id"),
                            Column.number("version"),
                            Column.number("position"),
                            Column.text("event_id"),
                            Column.number("sequence"),
                            Column.text("stream_type"),
                            Column.text("recorded_at"),
                            Column.text("name"),
                            Column.text("revision"),
                            Column.bytes("payload"),
                            Column.bytes("metadata"),
                            Column.moment("moment")));

    private Copied() {}

    /** The row that an event should have there. */
    static Cells of(Stored event) {
        return new Cells(
                List.of(
                        utf8(event.reportId()),
                        utf8(Long.toString(event.version())),
                        utf8(event.position()),
                        utf8(event.eventId()),
                        utf8(Long.toString(event.sequence())),
                        utf8(event.streamType()),
                        utf8(event.recordedAt()),
                        utf8(event.name()),
                        utf8(event.revision()),
                        event.payload().all(),
                        event.metadata().all(),
                        Cells.moment(event.at())));
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? Cells.ABSENT : text.getBytes(StandardCharsets.UTF_8);
    }
}
