package org.liuhen.views;

import java.util.List;

/**
 * One slice of what is shown: its rows are a pure function of each step and of what the slice keeps
 * of the steps before. Whoever takes a report's steps in their order, once each, gets the same
 * rows.
 *
 * @param <K> what it keeps of a report from one step to the next
 */
public interface Slice<K> {

    /** What the reader is called that fills its tables. */
    String reader();

    List<Table> tables();

    /** What it keeps of a report before its first step. */
    K none();

    Shown<K> after(K kept, Step step);

    /**
     * What a step makes.
     *
     * @param kept to be given with the report's next step
     * @param ended rows that are valid no longer
     * @param begun rows that are valid from now on, each in place of the one with the same key
     */
    record Shown<K>(K kept, List<Row.Key> ended, List<Row> begun) {
        public Shown {
            ended = List.copyOf(ended);
            begun = List.copyOf(begun);
        }
    }

    /** What a slice keeps whose rows are made of the step alone. */
    enum Nothing {
        KEPT
    }
}
