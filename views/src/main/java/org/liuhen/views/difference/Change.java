package org.liuhen.views.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two versions of a report.
 *
 * @param path such as {@code indicators/ind-17/actual/value}
 * @param before as entered; absent where there was none
 * @param after as entered; absent where there is none any more
 * @param wording of a text that was there and still is: which words went and which came; absent for
 *     figures, and where texts are too long to be told apart by words
 */
public record Change(
        String path,
        @Nullable String before,
        @Nullable String after,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Passage> wording) {

    public Change {
        wording = wording == null ? null : List.copyOf(wording);
    }

    /** Of a figure, or a text that was not there or is no more. */
    public Change(String path, @Nullable String before, @Nullable String after) {
        this(path, before, after, null);
    }
}
