package org.liuhen.query.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;

/**
 * What one reader of a stream is told next.
 *
 * @param all that everything is to be read anew
 * @param inbox that the inbox may have changed
 * @param moved versions by report
 * @param at how far the reader has been told with this; absent where that is not known
 */
record News(boolean all, boolean inbox, Map<String, Long> moved, @Nullable Position at) {
    private record Data(String reportId, long version) {}

    /** As server-sent events. Without anything to tell, a sign of life. */
    String written() {
        StringBuilder events = new StringBuilder();
        if (all) {
            events.append("event: reset\ndata: {}\n\n");
        } else {
            moved.forEach((report, version) ->
                    events.append("event: moved\ndata: ")
                            .append(
                                    ContractJson.mapper()
                                            .writeValueAsString(new Data(report, version)))
                            .append("\n\n"));
            if (inbox) {
                events.append("event: inbox\ndata: {}\n\n");
            }
        }
        // The position comes last: whoever is cut off before it is told again.
        if (events.isEmpty()) {
            events.append(": \n");
        }
        if (at != null) {
            events.append("id: ").append(at).append('\n');
        }
        return events.append('\n').toString();
    }
}
