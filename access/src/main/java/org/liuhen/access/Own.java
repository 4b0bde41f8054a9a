package org.liuhen.access;

import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;

/**
 * A window outlives a session: somebody else may have signed in beside it, and what it does or
 * keeps by itself is not theirs.
 */
final class Own {
    private Own() {}

    /** That whoever wrote it, where that is said, is whoever is signed in. */
    static void check(Person person, @Nullable String writer) {
        if (writer != null && !writer.equals(person.id())) {
            throw Problem.of(
                    ProblemCode.NOT_PERMITTED, "本浏览器已由另一人登录，您写的、要办的都没有记到他的名下。请复制要留的内容，重新登录后再继续。");
        }
    }
}
