package org.liuhen.verifier.views;

import java.util.ArrayList;
import java.util.List;
import org.liuhen.views.Slice;
import org.liuhen.views.history.HistorySlice;
import org.liuhen.views.inbox.InboxSlice;
import org.liuhen.views.past.PastSlice;
import org.liuhen.views.reports.ReportsSlice;

/** All that is shown and has a truth, beside the copy of the events. */
final class Slices {
    static final List<Slice<?>> ALL =
            List.of(new PastSlice(), new HistorySlice(), new InboxSlice(), new ReportsSlice());

    /** The reader that keeps the copy of the events, and the states. */
    static final String COPYING = new PastSlice().reader();

    private Slices() {}

    /** Every table that is compared, beside the copy of the events. */
    static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (Slice<?> slice : ALL) {
            slice.tables().forEach(table -> shapes.add(Shape.of(slice.reader(), table)));
        }
        return List.copyOf(shapes);
    }

    static List<String> readers() {
        return ALL.stream().map(Slice::reader).toList();
    }
}
