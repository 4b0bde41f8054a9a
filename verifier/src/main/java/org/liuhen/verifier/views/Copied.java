package org.liuhen.verifier.views;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.views.Step;
import org.liuhen.views.Table.Column;

/**
 * The reading side's own copy of the events, which has every column of the record or, in a database
 * that an earlier release filled, some of them.
 */
enum Copied {
    SOME_COLUMNS(
            Column.text("event_id"),
            Column.text("name"),
            Column.text("revision"),
            Column.moment("recorded_at"),
            Column.bytes("payload"),
            Column.bytes("metadata")),
    ALL_COLUMNS(
            Column.number("position"),
            Column.text("event_id"),
            Column.number("sequence"),
            Column.text("stream_type"),
            Column.text("recorded_at"),
            Column.text("name"),
            Column.text("revision"),
            Column.bytes("payload"),
            Column.bytes("metadata"),
            Column.moment("moment"));

    static final String NAME = "past_event";

    /** Asks whether the table has what only the record's columns have. */
    static final String HAS_ALL =
            """
            SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('view.past_event')
            AND attname = 'position' AND NOT attisdropped\
            """;

    @SuppressWarnings("ImmutableEnumChecker") // its list of columns is a copy that nobody changes
    private final Shape shape;

    Copied(Column... more) {
        List<Column> columns =
                new ArrayList<>(List.of(Column.text("report_id"), Column.number("version")));
        columns.addAll(List.of(more));
        this.shape = new Shape(NAME, Slices.COPYING, 2, columns);
    }

    Shape shape() {
        return shape;
    }

    /** The row that an event should have there. Some columns were once written anew. */
    Cells of(Stored event, Step step) {
        List<byte[]> cells =
                new ArrayList<>(
                        List.of(utf8(event.reportId()), utf8(Long.toString(event.version()))));
        switch (this) {
            case SOME_COLUMNS -> {
                EventContract contract = EventContract.of(step.event().getClass());
                cells.addAll(
                        List.of(
                                utf8(event.eventId()),
                                utf8(contract.name()),
                                utf8(contract.revision()),
                                Cells.moment(event.at()),
                                ContractJson.write(step.event()),
                                ContractJson.mapper().writeValueAsBytes(step.envelope().asMap())));
            }
            case ALL_COLUMNS ->
                    cells.addAll(
                            List.of(
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
        return new Cells(cells);
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? Cells.ABSENT : text.getBytes(StandardCharsets.UTF_8);
    }
}
