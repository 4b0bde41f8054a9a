package org.liuhen.verifier.views;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one report in one table that are not the same here and there, told one by one: which
 * column of which row, a row that is missing, a row too many.
 */
final class Differences {
    private static final int SHOWN = 60;
    private static final int BEFORE = 15;
    private static final long MOST_PAIRS = 4_000_000;

    private final Shape shape;
    private final String report;
    private final Answer answer;

    Differences(Shape shape, String report, Answer answer) {
        this.shape = shape;
        this.report = report;
        this.answer = answer;
    }

    void tell(Collection<Cells> is, Collection<Cells> should) {
        List<Cells> odd = new ArrayList<>();
        Map<Content, List<Cells>> wanted = new LinkedHashMap<>();
        should.forEach(
                row -> wanted.computeIfAbsent(Content.of(row), _ -> new ArrayList<>()).add(row));
        for (Cells row : is) {
            List<Cells> same = wanted.get(Content.of(row));
            if (same == null || same.isEmpty()) {
                odd.add(row);
            } else {
                same.removeLast();
            }
        }
        List<Cells> missing = new ArrayList<>();
        wanted.values().forEach(missing::addAll);
        pair(odd, missing);
        odd.forEach(row -> answer.fails("views.too-many", table(), report, named(row)));
        missing.forEach(row -> answer.fails("views.missing", table(), report, named(row)));
    }

    /** Each altered row with the one it was made of: the one that it has most in common with. */
    private void pair(List<Cells> odd, List<Cells> missing) {
        if ((long) odd.size() * missing.size() > MOST_PAIRS) {
            return;
        }
        for (Cells row : List.copyOf(odd)) {
            Cells nearest = null;
            int fewest = shape.columns().size() / 2 + 1;
            for (Cells candidate : missing) {
                int differing = differing(row, candidate).size();
                if (differing < fewest) {
                    fewest = differing;
                    nearest = candidate;
                }
            }
            if (nearest != null) {
                odd.remove(row);
                missing.remove(nearest);
                tell(row, nearest);
            }
        }
    }

    private void tell(Cells is, Cells should) {
        for (int column : differing(is, should)) {
            int from = commonStart(is.all().get(column), should.all().get(column));
            answer.fails(
                    "views.differs",
                    table(),
                    report,
                    named(should),
                    shape.columns().get(column).name(),
                    shown(is, column, from),
                    shown(should, column, from));
        }
    }

    private List<Integer> differing(Cells one, Cells other) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            if (!one.isSame(other, i)) {
                columns.add(i);
            }
        }
        return columns;
    }

    private String table() {
        return "view." + shape.name();
    }

    /** What the row is found by within its report. */
    private String named(Cells row) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < shape.keys(); i++) {
            if (i != shape.report()) {
                words.add(row.text(i));
            }
        }
        if (shape.isDated()) {
            words.add(row.text(shape.columns().size() - 2));
        }
        return String.join(" ", words);
    }

    private static int commonStart(byte[] one, byte[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return Math.max(mismatch, 0);
    }

    /** Where it begins to differ, and the little around it. */
    private static String shown(Cells row, int column, int from) {
        byte[] all = row.all().get(column);
        if (Cells.isAbsent(all)) {
            return "NULL";
        }
        String before = new String(all, 0, Math.min(from, all.length), StandardCharsets.UTF_8);
        String text = row.text(column);
        int begin = Math.clamp(before.length() - BEFORE, 0, text.length());
        int end = Math.min(begin + SHOWN, text.length());
        return (begin > 0 ? "…" : "")
                + text.substring(begin, end)
                + (end < text.length() ? "…" : "");
    }

    /** The content of a row, to find the same by. */
    private record Content(List<ByteBuffer> cells) {
        static Content of(Cells row) {
            return new Content(
                    row.all().stream()
                            .map(cell -> Cells.isAbsent(cell) ? NONE : ByteBuffer.wrap(cell))
                            .toList());
        }

        /** Is like no value that a column can have. */
        private static final ByteBuffer NONE =
                ByteBuffer.wrap("\0absent".getBytes(StandardCharsets.UTF_8));
    }
}
