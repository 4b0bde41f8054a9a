package org.liuhen.query.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.difference.Change;
import org.liuhen.workflow.Actor;

/**
 * One event as the trail shows it.
 *
 * @param actor an {@link Actor}, as it was stored
 * @param summary a Chinese sentence
 * @param changes a list of {@link Change}, as it was stored
 * @param basis the document that a change of target rests on
 * @param sealed whether a signed checkpoint covers it; absent where this service cannot tell
 */
@Schema(name = "HistoryEntry", description = "一件事：谁、何时、做了什么、改前改后、理由、依据，是否已经封存")
record Entry(
        long version,
        String eventId,
        String type,
        Instant at,
        @Schema(implementation = Actor.class) @JsonRawValue String actor,
        @Nullable String section,
        @Nullable String indicator,
        @Nullable String lineItem,
        String summary,
        @Schema(implementation = Change[].class) @JsonRawValue String changes,
        @Nullable String reason,
        @Nullable String basis,
        String requestId,
        @Nullable Boolean sealed) {

    /** A row of the trail, of which it is not known whether it is sealed. */
    static Entry of(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("version"),
                row.getString("event_id"),
                row.getString("type"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("actor"),
                row.getString("section"),
                row.getString("indicator"),
                row.getString("line_item"),
                row.getString("summary"),
                row.getString("changes"),
                row.getString("reason"),
                row.getString("basis"),
                row.getString("request_id"),
                null);
    }

    Entry sealed(boolean is) {
        return new Entry(
                version, eventId, type, at, actor, section, indicator, lineItem, summary, changes,
                reason, basis, requestId, is);
    }
}
