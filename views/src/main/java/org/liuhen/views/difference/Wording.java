package org.liuhen.views.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.difference.Passage.Kind;

/**
 * How the wording of texts differs, word by word, where a word is what a Chinese reader takes for
 * one. One of these serves one comparison of two versions, and gives up on details once it has
 * compared more than any honest edit asks for: then only the whole texts are told.
 */
final class Wording {
    /** Of one text: its words times the other's. */
    private static final long MOST = 4_000_000;

    private static final long MOST_TOGETHER = 8_000_000;

    private long left = MOST_TOGETHER;

    /** The passages of both texts in order; absent where telling them apart would take too long. */
    @Nullable List<Passage> between(String before, String after) {
        List<String> was = words(before);
        List<String> is = words(after);
        int same = sameAtTheBeginning(was, is);
        int last = sameAtTheEnd(was.subList(same, was.size()), is.subList(same, is.size()));
        Passages passages = new Passages();
        passages.add(Kind.KEPT, was.subList(0, same));
        if (!compare(
                was.subList(same, was.size() - last),
                is.subList(same, is.size() - last),
                passages)) {
            return null;
        }
        passages.add(Kind.KEPT, was.subList(was.size() - last, was.size()));
        return passages.together();
    }

    /** Says whether it was done, which it is not where it would take too long. */
    private boolean compare(List<String> was, List<String> is, Passages passages) {
        long effort = (long) was.size() * is.size();
        if (effort > MOST || effort > left) {
            return false;
        }
        left -= effort;
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(was, is, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            passages.add(Kind.KEPT, was.subList(at, delta.getSource().getPosition()));
            passages.add(Kind.REMOVED, delta.getSource().getLines());
            passages.add(Kind.ADDED, delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        passages.add(Kind.KEPT, was.subList(at, was.size()));
        return true;
    }

    private static int sameAtTheBeginning(List<String> was, List<String> is) {
        int same = 0;
        while (same < was.size() && same < is.size() && was.get(same).equals(is.get(same))) {
            same++;
        }
        return same;
    }

    private static int sameAtTheEnd(List<String> was, List<String> is) {
        return sameAtTheBeginning(was.reversed(), is.reversed());
    }

    private static List<String> words(String text) {
        BreakIterator ends = BreakIterator.getWordInstance(Locale.CHINESE);
        ends.setText(text);
        List<String> words = new ArrayList<>();
        int from = ends.first();
        for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

    /** Joins what belongs together: removed before added, never two of a kind in a row. */
    private static final class Passages {
        private final List<Passage> done = new ArrayList<>();
        private final StringBuilder kept = new StringBuilder();
        private final StringBuilder removed = new StringBuilder();
        private final StringBuilder added = new StringBuilder();

        void add(Kind kind, List<String> words) {
            if (words.isEmpty()) {
                return;
            }
            String text = String.join("", words);
            switch (kind) {
                case REMOVED -> removed.append(text);
                case ADDED -> added.append(text);
                case KEPT -> {
                    close();
                    kept.append(text);
                }
            }
        }

        private void close() {
            if (!removed.isEmpty() || !added.isEmpty()) {
                finish(Kind.KEPT, kept);
                finish(Kind.REMOVED, removed);
                finish(Kind.ADDED, added);
            }
        }

        private void finish(Kind kind, StringBuilder text) {
            if (!text.isEmpty()) {
                done.add(new Passage(kind, text.toString()));
                text.setLength(0);
            }
        }

        List<Passage> together() {
            close();
            finish(Kind.KEPT, kept);
            return List.copyOf(done);
        }
    }
}
