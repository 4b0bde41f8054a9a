package org.liuhen.verifier;

import java.util.List;

/**
 * One thing that was checked.
 *
 * @param holds whether it is as it should be
 * @param check what was checked, a key of the words
 * @param details what the words are about: an event, a number, a reason
 */
record Finding(boolean holds, String check, List<String> details) {
    Finding {
        details = List.copyOf(details);
    }
}
